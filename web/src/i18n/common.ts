import type { Language } from './text.ts';

/** Sentences that are fetched together, in the language that is spoken and in no other. */
export type Sentences = Record<Language, () => Promise<Record<string, string>>>;

/** What everybody reads; the administrators' pages have more of their own. */
export const common: Sentences = {
  'zh-CN': async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
};
