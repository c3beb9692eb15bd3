import { adminEn } from './admin.en.ts';
import { adminZh } from './admin.zh.ts';
import { learn } from './text.ts';

// The sentences are there before the first page that says them.
learn(adminZh, adminEn);
