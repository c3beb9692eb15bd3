import { type ComponentType, lazy, Suspense, useState } from 'react';
import { withTheme } from '../../../ui/lazyPart.tsx';
import styles from './shared.module.css';

/** How the inputs that most forms have are fetched. */
const usual: (() => Promise<unknown>)[] = [];
let areHere = false;

/** Fetches the inputs that most forms have; whoever waits for it sees them drawn at once. */
export async function fetchInputs(): Promise<void> {
  await Promise.all(usual.map((fetch) => fetch()));
  areHere = true;
}

/** The usual inputs were fetched. */
export function areInputsHere(): boolean {
  return areHere;
}

/** An input that is fetched when somebody first edits with it, or with the usual ones: a list shows before anybody edits. */
export function lazyInput<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { isUsual = false } = {},
): (props: P) => React.ReactNode {
  let here: ComponentType<P> | undefined;
  const fetch = async () => {
    here ??= await withTheme(load);
    return here;
  };
  if (isUsual) usual.push(fetch);
  const Coming = lazy(async () => ({ default: await fetch() })) as unknown as ComponentType<P>;
  return (props: P) => {
    // What is here is drawn at once; and it stays the same component, so that nothing typed is lost.
    const [Input] = useState(() => here ?? Coming);
    return (
      <Suspense fallback={<span className={styles.coming} aria-hidden="true" />}>
        <Input {...props} />
      </Suspense>
    );
  };
}
