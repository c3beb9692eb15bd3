import type { FieldMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { kindOf } from '../kinds/registry.ts';

/** Pixels about the text of a cell: its padding, and what stands before some values, such as a face or a dot. */
const around: Readonly<Record<string, number>> = { text: 26, lookup: 38, select: 44, user: 56, department: 26, datetime: 26 };
const least = 104;
const most = { name: 440, other: 300 };
/** As many rows as one sees at first say how wide a column wants to be. */
const looked = 60;

/** About how wide a text is in a list's cell: a Chinese character is as wide as two Latin letters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text)
    width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 14 : /[A-Z@%&]/.test(letter) ? 10 : /[0-9]/.test(letter) ? 9 : 7.5;
  return width;
}

/** The width at which what a column shows is read whole, within reason: a long name gets the room that short words leave. */
export function fittingWidth(field: FieldMeta, rows: readonly RecordData[], usual: number, isName: boolean): number {
  const margin = around[field.type];
  if (margin === undefined || rows.length === 0) return usual;
  const kind = kindOf(field);
  const widths = rows.slice(0, looked).map((row) => {
    const value = kind.parse(row[field.name], field);
    return value === null ? 0 : textWidth(kind.text(value, field));
  });
  const wanted = Math.max(textWidth(field.label) + 40, Math.max(...widths) + margin + (isName ? 44 : 0));
  return Math.ceil(Math.max(least, Math.min(wanted, isName ? most.name : most.other)));
}
