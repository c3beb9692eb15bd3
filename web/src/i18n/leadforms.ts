import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./leadforms.zh.ts')).leadFormsZh,
  en: async () => (await import('./leadforms.en.ts')).leadFormsEn,
};

/** Fetches what the lead forms and lead scores say; to be awaited before they are shown. */
export function learnLeadForms(): Promise<void> {
  return learn(sentences);
}
