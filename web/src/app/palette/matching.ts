/* Chinese collation orders characters by pinyin, so the first character of each letter tells where the letter begins. */
const letters = 'abcdefghjklmnopqrstwxyz';
const firsts = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const collator = new Intl.Collator('zh-CN-u-co-pinyin');

/** The pinyin initials of a text: 客户 → kh. Letters and digits stay. */
export function initialsOf(text: string): string {
  return [...text.toLowerCase()].map(initial).join('');
}

function initial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[a-z0-9]/.test(character) ? character : '';
  let found = '';
  for (let at = 0; at < letters.length; at++) {
    if (collator.compare(character, firsts[at] ?? '') >= 0) found = letters[at] ?? '';
    else break;
  }
  return found;
}

/** Whether a search means a label: by a part of it, by every word, or by its initials. */
export function matches(search: string, label: string, words = ''): boolean {
  const wanted = search.toLowerCase();
  const hay = `${label} ${words}`.toLowerCase();
  return (
    hay.includes(wanted) ||
    initialsOf(label).includes(wanted.replace(/\s/g, '')) ||
    wanted.split(/\s+/).every((word) => hay.includes(word))
  );
}
