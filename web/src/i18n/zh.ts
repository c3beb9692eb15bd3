import { listsZh } from './lists.zh.ts';
import { recordsZh } from './records.zh.ts';
import { shellZh } from './shell.zh.ts';

/** What everybody reads, in Chinese. English must have the same keys. */
export const zh = {
  ...shellZh,
  ...listsZh,
  ...recordsZh,
} as const;
