import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What the plugin reads of a chunk of the bundle. */
interface Built {
  type: string;
  facadeModuleId?: string | null;
  imports?: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/** What the first page begins with: itself, what draws the product, and its words in either language. */
const first = /(index\.html|\/app\/start\.tsx|\/i18n\/(zh|en)\.ts)$/;

/** Builds the service worker as `/sw.js` and tells it which files the shell cannot start without. */
export function shellWorker(): Plugin {
  return {
    name: 'shell-worker',
    enforce: 'post',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: '/src/pwa/worker.ts', fileName: 'sw.js' });
    },
    // After the page has dropped the files that it put into itself.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = bundle as Record<string, Built>;
        const files = new Set<string>();
        const take = (name: string) => {
          const chunk = chunks[name];
          if (chunk?.type !== 'chunk' || files.has(name)) return;
          files.add(name);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
          chunk.imports?.forEach(take);
        };
        for (const [name, chunk] of Object.entries(chunks))
          if (chunk.facadeModuleId && first.test(chunk.facadeModuleId)) take(name);
        const worker = bundle['sw.js'];
        const missing = [...files].filter((name) => !(name in bundle));
        if (worker?.type !== 'chunk' || files.size === 0 || missing.length > 0)
          throw new Error('The service worker or the first page was not built.');
        // Any change of the build is a new version: every file has its content in its name.
        const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12);
        worker.code = worker.code
          .replaceAll('__SHELL_VERSION__', JSON.stringify(version))
          .replaceAll('__SHELL_FILES__', JSON.stringify([...files].sort().map((name) => `/${name}`)));
      },
    },
  };
}
