let convert: ((text: string) => string) | undefined;

/** Fetches the readings of Chinese characters; names are suggested from them. */
export async function learnToRead(): Promise<void> {
  if (convert) return;
  const module = await import('tiny-pinyin');
  const pinyin = 'default' in module ? (module.default as typeof module) : module;
  if (pinyin.isSupported())
    convert = (text) => text.replace(/\p{Script=Han}+/gu, (run) => ` ${pinyin.convertToPinyin(run, ' ', true)} `);
}

/** How Chinese is read: 预算 → yu suan. Other text stays, and so does Chinese until the readings are here. */
export function reading(): (text: string) => string {
  return convert ?? ((text) => text);
}
