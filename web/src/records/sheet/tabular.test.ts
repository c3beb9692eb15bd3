import { expect, test } from 'vitest';
import { between, parseTable, spread, toTable } from './tabular.ts';

test('a block of a spreadsheet is read with its quotes and line breaks, the last line break is no row', () => {
  expect(parseTable('A\tB\r\n"1\n2"\t"say ""hi"""\r\n')).toEqual([
    ['A', 'B'],
    ['1\n2', 'say "hi"'],
  ]);
  expect(parseTable('\t\n')).toEqual([['', '']]);
});

test('what was copied is read back the same', () => {
  const rows = [
    ['中文', 'a\tb', '"'],
    ['', 'line\nbreak', '1'],
  ];
  expect(parseTable(toTable(rows))).toEqual(rows);
});

test('one cell fills the whole range, a block goes where its first cell stands', () => {
  const range = between({ row: 4, column: 2 }, { row: 3, column: 1 });
  expect(range).toEqual({ top: 3, bottom: 4, left: 1, right: 2 });
  expect(spread([['x']], range).map((c) => `${c.row}:${c.column}`)).toEqual(['3:1', '3:2', '4:1', '4:2']);
  expect(spread([['a', 'b']], { ...range, bottom: 3, right: 1 })).toEqual([
    { row: 3, column: 1, text: 'a' },
    { row: 3, column: 2, text: 'b' },
  ]);
});
