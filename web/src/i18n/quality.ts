import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./quality.zh.ts')).qualityZh,
  en: async () => (await import('./quality.en.ts')).qualityEn,
};

/** Fetches what the pages of data quality and duplicates say; to be awaited before it is shown. */
export function learnQuality(): Promise<void> {
  return learn(sentences);
}
