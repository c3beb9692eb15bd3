import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { recordKeys } from '../recordCache.ts';

vi.mock('../../app/workspace.tsx', () => ({ useWorkspace: () => ({ user: { id: 'u' }, definitions: {} }) }));

let useTotals: typeof import('./useRecordList.ts').useTotals;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ useTotals } = await import('./useRecordList.ts'));
});

const cost: FieldMeta = { name: 'cost', type: 'money', label: '成本' };
const object = { name: 'deal', fields: [cost] } as unknown as ObjectMeta;

function Totals({ enabled }: { enabled: boolean }) {
  return <>{JSON.stringify([...useTotals(object, '', [cost], enabled).values()])}</>;
}

it('leaves out the sums of everything as soon as one searches', () => {
  const client = new QueryClient();
  client.setQueryData(recordKeys.apply('deal', 'aggregate(cost with sum as cost_sum)'), [{ cost_sum: 7 }]);
  const shown = (enabled: boolean) =>
    renderToStaticMarkup(
      <QueryClientProvider client={client}>
        <Totals enabled={enabled} />
      </QueryClientProvider>,
    );
  expect(shown(true)).toBe('[7]');
  expect(shown(false)).toBe('[]');
});
