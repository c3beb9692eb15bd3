import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const least = 1024;

/** Puts a small `.br` beside every script and style, made once and well; the server compresses on the fly only what changes. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir, config.build.assetsDir);
      if (config.build.outDir.startsWith('/')) folder = join(config.build.outDir, config.build.assetsDir);
    },
    writeBundle: () => {
      for (const name of readdirSync(folder).filter((file) => /\.(m?js|css|svg)$/.test(file))) {
        const path = join(folder, name);
        if (statSync(path).size < least) continue;
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    },
  };
}
