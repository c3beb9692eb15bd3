import { benchEn } from './bench.en.ts';
import { benchZh } from './bench.zh.ts';
import { learn } from './text.ts';

// The sentences are there before the first page that says them.
learn(benchZh, benchEn);
