import { type ComponentType, lazy } from 'react';

/** A part of a screen with Ant Design's theme around it. */
export async function withTheme<P extends object>(load: () => Promise<ComponentType<P>>): Promise<ComponentType<P>> {
  const [Part, { Themed }] = await Promise.all([load(), import('./Themed.tsx')]);
  return (props: P) => (
    <Themed>
      <Part {...props} />
    </Themed>
  );
}

/** A part that is fetched when it is first shown, and the library it is made with. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazy(async () => ({ default: await withTheme(load) })) as unknown as ComponentType<P>;
}
