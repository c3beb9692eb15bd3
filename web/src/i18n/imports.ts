import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./imports.zh.ts')).importsZh,
  en: async () => (await import('./imports.en.ts')).importsEn,
};

/** Fetches what importing says; to be awaited before it is shown. */
export function learnImports(): Promise<void> {
  return learn(sentences);
}
