import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./admin.zh.ts')).adminZh,
  en: async () => (await import('./admin.en.ts')).adminEn,
};

/** Fetches what the administrators' pages say; to be awaited before the first of them is shown. */
export function learnAdmin(): Promise<void> {
  return learn(sentences);
}
