import { Navigate } from 'react-router';
import { useDefinitions } from './workspace.tsx';

/** The first screen: sales where there are deals, otherwise the first list in the menu. */
export function HomeRedirect() {
  const definitions = useDefinitions();
  if (definitions.find('opportunity')) return <Navigate to="/page/sales" replace />;
  const first = definitions.menus.flatMap((group) => group.items).find((item) => 'object' in item);
  const object = first && 'object' in first ? first.object : definitions.objects[0]?.name;
  return object ? <Navigate to={`/o/${object}`} replace /> : <Navigate to="/jobs" replace />;
}
