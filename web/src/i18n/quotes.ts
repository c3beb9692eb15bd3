import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./quotes.zh.ts')).quotesZh,
  en: async () => (await import('./quotes.en.ts')).quotesEn,
};

/** Fetches what the pages of quotes say; to be awaited before they are shown. */
export function learnQuotes(): Promise<void> {
  return learn(sentences);
}
