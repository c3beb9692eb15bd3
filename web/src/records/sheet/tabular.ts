/** Rows of cells from the clipboard, as spreadsheets write them: tabs between cells, quotes around what holds a tab or a line break. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const close = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') close();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++;
      close();
      rows.push([]);
    } else cell += letter;
  }
  close();
  // The line break behind the last row is no row of its own.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

/** The same way out. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}

/** A rectangle of cells between two corners, whichever was first. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Corner {
  row: number;
  column: number;
}

export function between(a: Corner, b: Corner): Range {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** What goes into each cell when a block is pasted: one cell fills the whole range, a block goes where its first cell stands. */
export function spread(block: readonly (readonly string[])[], range: Range): { row: number; column: number; text: string }[] {
  const single = block.length === 1 && block[0]?.length === 1 ? (block[0][0] ?? '') : undefined;
  const height = single === undefined ? block.length : range.bottom - range.top + 1;
  return Array.from({ length: height }, (_, row) => {
    const width = single === undefined ? (block[row]?.length ?? 0) : range.right - range.left + 1;
    return Array.from({ length: width }, (_, column) => ({
      row: range.top + row,
      column: range.left + column,
      text: single ?? block[row]?.[column] ?? '',
    }));
  }).flat();
}
