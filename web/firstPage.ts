import { fileURLToPath } from 'node:url';
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Draws the product; the list of records is part of it, as most days begin with one. */
const start = fileURLToPath(new URL('src/app/start.tsx', import.meta.url));

/** What main.ts runs at once; it must not wait for the rest. */
const early = /preload-helper|[\\/]src[\\/](main|api[\\/]early|app[\\/]keptPreferences|i18n[\\/]common)\.ts$/;

/**
 * The code that shows the first list comes in two files, libraries and ours, instead of some eighty;
 * the page asks for both, and for the typeface, at once, before a line of code has run.
 */
export function firstPage(): Plugin {
  return {
    name: 'first-page',
    apply: 'build',
    config: () => ({
      build: {
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { index: fileURLToPath(new URL('index.html', import.meta.url)), start },
          output: {
            // Shared code is named after everything that shares it; its content's hash tells it well enough.
            chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
            codeSplitting: {
              groups: [
                { name: 'early', test: early, priority: 5 },
                { name: 'library', tags: ['$initial'], test: /node_modules/, priority: 4 },
                // The service worker runs apart from the page.
                { name: 'app', tags: ['$initial'], test: /[\\/]src[\\/](?!pwa[\\/]worker)/, priority: 3 },
                // What pages and dialogs share would else lie about in two hundred small files. What a module
                // needs is shared by at least as many as the module itself, so no file needs one below it:
                // files that need each other would run in whichever order they were asked for.
                { name: 'everywhere', minShareCount: 40, priority: 2 },
                { name: 'often', minShareCount: 10, priority: 1 },
                { name: 'shared', minShareCount: 2, entriesAware: true },
              ],
            },
          },
        },
      },
    }),
    generateBundle(_, bundle) {
      const circle = findCircle(
        Object.fromEntries(Object.entries(bundle).map(([name, file]) => [name, file.type === 'chunk' ? file.imports : []])),
      );
      if (circle) this.error(`Files of the build need each other: ${circle.join(' → ')}`);
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const font = Object.keys(bundle ?? {}).find((name) => /inter-latin-wght-normal.*\.woff2$/.test(name));
        const files = Object.values(bundle ?? {}).flatMap((file) => (file.type === 'chunk' ? [file] : []));
        const first = files.filter(({ name }) => ['start', 'app', 'library', 'rolldown-runtime'].includes(name));
        const linkTo = (attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { crossorigin: true, ...attrs },
          injectTo: 'head',
        });
        return [
          // Letters that stood in another typeface first would jump.
          linkTo({ rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}` }),
          ...first.flatMap(({ fileName, viteMetadata }) => [
            linkTo({ rel: 'modulepreload', href: `/${fileName}` }),
            ...[...(viteMetadata?.importedCss ?? [])].map((style) => linkTo({ rel: 'stylesheet', href: `/${style}` })),
          ]),
        ];
      },
    },
  };
}

/** Names of files that import each other in a circle, the first one again at the end; undefined if there are none. */
export function findCircle(imports: Record<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of imports[name] ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(imports)) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}
