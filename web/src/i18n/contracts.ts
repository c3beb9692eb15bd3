import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./contracts.zh.ts')).contractsZh,
  en: async () => (await import('./contracts.en.ts')).contractsEn,
};

/** Fetches what the pages of contracts say; to be awaited before they are shown. */
export function learnContracts(): Promise<void> {
  return learn(sentences);
}
