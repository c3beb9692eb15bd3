import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./pools.zh.ts')).poolsZh,
  en: async () => (await import('./pools.en.ts')).poolsEn,
};

/** Fetches what the sea pools say; to be awaited before they are shown. */
export function learnPools(): Promise<void> {
  return learn(sentences);
}
