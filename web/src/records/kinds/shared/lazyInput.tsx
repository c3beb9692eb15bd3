import { type ComponentType, lazy, Suspense } from 'react';
import type { InputProps } from '../FieldKind.ts';

/** An input that is fetched when somebody first types into it: calendars weigh more than a list. */
export function lazyInput<V>(load: () => Promise<ComponentType<InputProps<V>>>) {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (props: InputProps<V>) => (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
