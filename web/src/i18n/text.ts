import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { adminZh } from './admin.zh.ts';
import type { benchZh } from './bench.zh.ts';
import { common, type Sentences } from './common.ts';
import type { contractsZh } from './contracts.zh.ts';
import type { forecastZh } from './forecast.zh.ts';
import type { groupsZh } from './groups.zh.ts';
import type { importsZh } from './imports.zh.ts';
import type { leadFormsZh } from './leadforms.zh.ts';
import type { poolsZh } from './pools.zh.ts';
import type { qualityZh } from './quality.zh.ts';
import type { quotesZh } from './quotes.zh.ts';
import type { salesZh } from './sales.zh.ts';
import type { zh } from './zh.ts';

export type Language = 'zh-CN' | 'en';
type CommonKey = keyof typeof zh;
/** Every key; those of the administrators' pages, the work bench, contracts, the forecast, the lead forms, importing, the sea pools, data quality, the sales figures and the quotes come with these pages. */
export type TextKey =
  | CommonKey
  | keyof typeof adminZh
  | keyof typeof benchZh
  | keyof typeof contractsZh
  | keyof typeof forecastZh
  | keyof typeof leadFormsZh
  | keyof typeof groupsZh
  | keyof typeof importsZh
  | keyof typeof poolsZh
  | keyof typeof qualityZh
  | keyof typeof salesZh
  | keyof typeof quotesZh;
/** Every key of the Chinese dictionary, and where English needs a singular, the same key with `_one`. */
export type Dictionary = Record<CommonKey, string> & Partial<Record<`${CommonKey}_one`, string>>;
export type TextValues = Record<string, string | number>;

const instance = i18next.createInstance();
void instance.init({
  lng: 'zh-CN',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
  resources: {},
});

/** What a definition calls something, amid an English sentence: `{{object, lower}}`. Abbreviations keep their capitals. */
instance.services.formatter?.add('lower', (value: unknown) =>
  String(value).replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase()),
);

const needed = new Set([common]);
let wanted: Language = 'zh-CN';

async function fetchSentences(sentences: Sentences, language: Language): Promise<void> {
  instance.addResources(language, 'translation', await sentences[language]());
  forget();
}

/** Adds the sentences of pages that are fetched when somebody first goes there. */
export async function learn(sentences: Sentences): Promise<void> {
  needed.add(sentences);
  const languages = new Set([currentLanguage(), wanted]);
  await Promise.all([...languages].map((language) => fetchSentences(sentences, language)));
}

/** Speaks another language as soon as its sentences are here. */
export async function changeLanguage(language: Language): Promise<void> {
  wanted = language;
  await Promise.all([...needed].map((sentences) => fetchSentences(sentences, language)));
  if (wanted !== language) return;
  document.documentElement.lang = language;
  await instance.changeLanguage(language);
}

/** Sentences without facts, and the halves of those with one: lists say them in every row. */
const said = new Map<string, string>();
const halves = new Map<string, [string, string]>();
const forget = () => {
  said.clear();
  halves.clear();
};
instance.on('languageChanged', forget);

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** A sentence of the product in the reader's language. */
export function text(key: TextKey, values?: TextValues): string {
  if (!values) return kept(said, key, () => instance.t(key));
  // A count that comes already written chooses between one and many as a number does.
  const one = `${key}_one`;
  return instance.t(values.count === '1' && instance.exists(one) ? one : key, values);
}

/** A sentence with one fact, as cheap as a list needs it that says it in every row. */
export function textWith(key: TextKey, hole: string, fact: string): string {
  const [before, after] = kept(halves, key, (): [string, string] => {
    const [start = '', end = ''] = instance.t(key, { [hole]: '\0' }).split('\0');
    return [start, end];
  });
  return before + fact + after;
}

export function currentLanguage(): Language {
  return instance.language === 'en' ? 'en' : 'zh-CN';
}

function subscribe(listener: () => void): () => void {
  instance.on('languageChanged', listener);
  return () => instance.off('languageChanged', listener);
}

/** The language that is spoken, and a render whenever it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** `text`, and a render whenever the language changes. */
export function useText(): typeof text {
  useLanguage();
  return text;
}

/** What to say about an error that did not bring a sentence of its own. */
export function reasonOf(error: unknown): string {
  const { code, message, retryAfter } = error as { code?: string; message?: string; retryAfter?: number };
  if (message) return message;
  if (code === 'offline') return text('error.offline');
  if (code === 'locked' || code === 'too_many_requests')
    return text('error.tooMany', { minutes: Math.ceil((retryAfter ?? 60) / 60) });
  if (code === 'forbidden' || code === 'http_403') return text('error.forbidden');
  if (code === 'not_found' || code === 'http_404') return text('error.notFound');
  return text('error.unexpected');
}
