import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./sales.zh.ts')).salesZh,
  en: async () => (await import('./sales.en.ts')).salesEn,
};

/** Fetches what the sales figures say; to be awaited before it is shown. */
export function learnSales(): Promise<void> {
  return learn(sentences);
}
