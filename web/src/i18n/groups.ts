import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./groups.zh.ts')).groupsZh,
  en: async () => (await import('./groups.en.ts')).groupsEn,
};

/** Fetches what the tree of accounts says; to be awaited before it is shown. */
export function learnGroups(): Promise<void> {
  return learn(sentences);
}
