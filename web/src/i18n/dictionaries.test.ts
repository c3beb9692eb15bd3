import { describe, expect, it } from 'vitest';
import { adminEn } from './admin.en.ts';
import { adminZh } from './admin.zh.ts';
import { benchEn } from './bench.en.ts';
import { benchZh } from './bench.zh.ts';
import { contractsEn } from './contracts.en.ts';
import { contractsZh } from './contracts.zh.ts';
import { en as commonEn } from './en.ts';
import { forecastEn } from './forecast.en.ts';
import { forecastZh } from './forecast.zh.ts';
import { groupsEn } from './groups.en.ts';
import { groupsZh } from './groups.zh.ts';
import { importsEn } from './imports.en.ts';
import { importsZh } from './imports.zh.ts';
import { leadFormsEn } from './leadforms.en.ts';
import { leadFormsZh } from './leadforms.zh.ts';
import { poolsEn } from './pools.en.ts';
import { poolsZh } from './pools.zh.ts';
import { qualityEn } from './quality.en.ts';
import { qualityZh } from './quality.zh.ts';
import { quotesEn } from './quotes.en.ts';
import { quotesZh } from './quotes.zh.ts';
import { salesEn } from './sales.en.ts';
import { salesZh } from './sales.zh.ts';
import { changeLanguage, text } from './text.ts';
import { zh as commonZh } from './zh.ts';

const zh = {
  ...commonZh,
  ...adminZh,
  ...benchZh,
  ...contractsZh,
  ...forecastZh,
  ...groupsZh,
  ...leadFormsZh,
  ...importsZh,
  ...poolsZh,
  ...qualityZh,
  ...quotesZh,
  ...salesZh,
};
const en = {
  ...commonEn,
  ...adminEn,
  ...benchEn,
  ...contractsEn,
  ...forecastEn,
  ...groupsEn,
  ...leadFormsEn,
  ...importsEn,
  ...poolsEn,
  ...qualityEn,
  ...quotesEn,
  ...salesEn,
};

const plain = (key: string) => key.replace(/_one$/, '');
const holes = (sentence: string) => [...sentence.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe('the dictionaries', () => {
  it('have the same keys', () => {
    expect([...new Set(Object.keys(en).map(plain))].sort()).toEqual(Object.keys(zh).sort());
  });

  it('say nothing twice in the common part and the administrators’', () => {
    expect(
      Object.keys({
        ...adminZh,
        ...benchZh,
        ...contractsZh,
        ...forecastZh,
        ...groupsZh,
        ...leadFormsZh,
        ...importsZh,
        ...poolsZh,
        ...qualityZh,
        ...quotesZh,
        ...salesZh,
      }).filter((key) => key in commonZh),
    ).toEqual([]);
    expect(Object.keys(benchZh).filter((key) => key in adminZh)).toEqual([]);
  });

  it('leave nothing empty', () => {
    for (const [key, sentence] of [...Object.entries(zh), ...Object.entries(en)]) expect(sentence, key).toMatch(/\S/);
  });

  it('put the same facts into both languages', () => {
    for (const [key, sentence] of Object.entries(en)) {
      const known = new Set(holes(zh[plain(key) as keyof typeof zh]));
      for (const hole of holes(sentence))
        if (!['minutes', 'clock'].includes(hole ?? '')) expect(known.has(hole), `${key}: ${hole}`).toBe(true);
    }
  });

  it('keep Chinese free of English punctuation between characters', () => {
    for (const [key, sentence] of Object.entries(zh))
      expect(sentence, key).not.toMatch(/\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}/u);
  });

  it('say one thing in the singular in English', async () => {
    globalThis.document ??= { documentElement: {} } as Document;
    await changeLanguage('en');
    expect(text('bulk.deleted', { count: 1 })).toBe('1 record deleted');
    expect(text('bulk.deleted', { count: 2 })).toBe('2 records deleted');
    await changeLanguage('zh-CN');
  });
});
