import type { Suggestion } from '../api/jobs.ts';
import type { ImportTarget } from './importFields.ts';

/** The column of whole addresses that says all that another says: a province beside addresses that begin with it. */
export function wholeOf(
  { columns, first, header_row }: Pick<Suggestion, 'columns' | 'first' | 'header_row'>,
  header: string,
  mapping: Readonly<Record<string, string>>,
  targets: readonly ImportTarget[],
): string | undefined {
  const at = columns.findIndex((column) => column.header === header);
  const rows = first.filter((row) => row.row > header_row && row.cells[at]?.trim());
  const isWhole = (other: string) => targets.some((target) => target.whole !== undefined && target.whole === mapping[other]);
  return columns.find(
    (column, place) =>
      place !== at &&
      rows.length > 0 &&
      isWhole(column.header) &&
      rows.every((row) => row.cells[place]?.includes(row.cells[at]?.trim() ?? '')),
  )?.header;
}
