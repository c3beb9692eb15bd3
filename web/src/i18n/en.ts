import { listsEn } from './lists.en.ts';
import { recordsEn } from './records.en.ts';
import { shellEn } from './shell.en.ts';
import type { Dictionary } from './text.ts';

/** What everybody reads, in English. */
export const en: Dictionary = {
  ...shellEn,
  ...listsEn,
  ...recordsEn,
};
