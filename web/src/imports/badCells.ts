import type { BadRow } from '../api/jobs.ts';
import type { FieldMeta } from '../api/meta.ts';
import { targetOf } from '../records/recordQuery.ts';

/** A column of the file that fills a field. */
export interface FixColumn {
  /** Its place in the row. */
  index: number;
  header: string;
  field: FieldMeta;
}

/** The columns of the bad rows in the order in which they are read: what names the record, then what was wrong at first, then the rest as it stands in the file. */
export function fixColumns(
  headers: readonly string[],
  mapping: Readonly<Record<string, string>>,
  fieldOf: (name: string) => FieldMeta | undefined,
  nameField: string,
  concerned: ReadonlySet<string>,
): FixColumn[] {
  const columns = headers.flatMap((header, index) => {
    const field = fieldOf(mapping[header] ?? '');
    return field ? [{ index, header, field }] : [];
  });
  const rank = ({ header, field }: FixColumn) => (field.name === nameField ? 0 : concerned.has(header) ? 1 : 2);
  return columns.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}

/** The columns that the rows say something about: faults and corrections. */
export function concernedColumns(rows: readonly BadRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [...row.faults.flatMap((f) => f.column ?? []), ...Object.keys(row.corrected)]))];
}

/** What the editor begins with: a name that nobody has is no record to begin with. */
export function startingValue(field: FieldMeta, text: string): unknown {
  return targetOf(field) ? null : text;
}

/** The value as the correction takes it: an emptied field is an empty cell, not the end of the correction. */
export function correctedValue(sent: unknown): unknown {
  return sent ?? '';
}
