const longest = 40;
const shortest = 8;
const ends = [...'，。；：！？、,;:!?'];
const says = /[\p{L}\p{Nd}]/u;
const before = /^[，。；：！？、,;:!?\s]+/;

/** The beginning of what a lead wrote, up to where a clause or a word ends, as the server shortens it: signs alone are no need. A Chinese character counts as two. */
export function shortNeed(text: unknown): string | null {
  const line = (typeof text === 'string' ? text : '')
    .split('\n')
    .map((part) => part.trim())
    .find((part) => says.test(part))
    ?.replace(before, '');
  if (line === undefined) return null;
  let fits = 0;
  for (let width = 0; fits < line.length; fits++) {
    width += line.charCodeAt(fits) < 0x2e80 ? 1 : 2;
    if (width > longest) break;
  }
  if (fits === line.length) return line;
  const clause = Math.max(...ends.map((end) => line.lastIndexOf(end, fits)));
  const word = line.lastIndexOf(' ', fits);
  const end = clause >= shortest / 2 ? clause : word >= shortest ? word : fits;
  return line.slice(0, end).trimEnd();
}
