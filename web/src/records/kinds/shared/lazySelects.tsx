import { type ComponentProps, lazy, Suspense } from 'react';
import type { LookupInput as Lookup } from './LookupInput.tsx';
import type { OptionSelect as Options } from './OptionSelect.tsx';
import styles from './shared.module.css';

const LoadedLookup = lazy(async () => ({ default: (await import('./LookupInput.tsx')).LookupInput }));
const LoadedOptions = lazy(async () => ({ default: (await import('./OptionSelect.tsx')).OptionSelect }));

const coming = <span className={styles.coming} aria-hidden="true" />;

/** Looking for another record; fetched when somebody first does, as a list shows before anybody chooses in it. */
export function LookupInput(props: ComponentProps<typeof Lookup>) {
  return (
    <Suspense fallback={coming}>
      <LoadedLookup {...props} />
    </Suspense>
  );
}

/** Choosing among options; fetched when somebody first does. */
export function OptionSelect(props: ComponentProps<typeof Options>) {
  return (
    <Suspense fallback={coming}>
      <LoadedOptions {...props} />
    </Suspense>
  );
}
