import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./bench.zh.ts')).benchZh,
  en: async () => (await import('./bench.en.ts')).benchEn,
};

/** Fetches what the work bench says; to be awaited before it is shown. */
export function learnBench(): Promise<void> {
  return learn(sentences);
}
