import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { adminZh } from './admin.zh.ts';
import type { benchZh } from './bench.zh.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'zh-CN' | 'en';
type CommonKey = keyof typeof zh;
/** Every key; those of the administrators' pages and the work bench come with these pages. */
export type TextKey = CommonKey | keyof typeof adminZh | keyof typeof benchZh;
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
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
});

/** Adds the sentences of pages that are fetched when somebody first goes there. */
export function learn(chinese: Record<string, string>, english: Record<string, string>): void {
  instance.addResources('zh-CN', 'translation', chinese);
  instance.addResources('en', 'translation', english);
}

/** A sentence of the product in the reader's language. */
export function text(key: TextKey, values?: TextValues): string {
  return instance.t(key, values ?? {});
}

export function currentLanguage(): Language {
  return instance.language === 'en' ? 'en' : 'zh-CN';
}

export function changeLanguage(language: Language): void {
  void instance.changeLanguage(language);
  document.documentElement.lang = language;
}

function subscribe(listener: () => void): () => void {
  instance.on('languageChanged', listener);
  return () => instance.off('languageChanged', listener);
}

/** `text`, and a render whenever the language changes. */
export function useText(): typeof text {
  useSyncExternalStore(subscribe, currentLanguage);
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
