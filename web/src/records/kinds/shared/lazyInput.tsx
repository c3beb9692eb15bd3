import { type ComponentType, lazy, Suspense } from 'react';
import type { InputProps } from '../FieldKind.ts';
import styles from './shared.module.css';

/** An input that is fetched when somebody first types into it: calendars weigh more than a list. */
export function lazyInput<V>(load: () => Promise<ComponentType<InputProps<V>>>) {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (props: InputProps<V>) => (
    <Suspense fallback={<span className={styles.coming} aria-hidden="true" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
