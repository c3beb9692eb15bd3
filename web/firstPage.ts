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
                { name: 'early', test: early, priority: 3 },
                { name: 'library', tags: ['$initial'], test: /node_modules/, priority: 2 },
                // The service worker runs apart from the page.
                { name: 'app', tags: ['$initial'], test: /[\\/]src[\\/](?!pwa[\\/]worker)/, priority: 1 },
                // What pages and dialogs share would else lie about in a hundred small files.
                { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 40_000 },
              ],
            },
          },
        },
      },
    }),
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
