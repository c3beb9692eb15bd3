import type { Sentences } from './common.ts';
import { learn } from './text.ts';

const sentences: Sentences = {
  'zh-CN': async () => (await import('./forecast.zh.ts')).forecastZh,
  en: async () => (await import('./forecast.en.ts')).forecastEn,
};

/** Fetches what the forecast says; to be awaited before it is shown. */
export function learnForecast(): Promise<void> {
  return learn(sentences);
}
