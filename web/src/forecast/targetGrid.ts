import type { ForecastRow, Measure } from '../api/forecast.ts';
import type { RecordData } from '../api/records.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';

export const monthsOfYear = Array.from({ length: 12 }, (_, month) => month);

/** The targets of a line by month, 0 to 11. */
export type TargetLine = ReadonlyMap<number, RecordData>;

const idOf = (raw: unknown): string | null => {
  const link = parseLink(raw);
  return link ? linkId(link) : null;
};

/** Which of the targets belong to which line of the forecast: the company's, a department's, a person's. */
export function linesOf(
  rows: readonly Pick<ForecastRow, 'key' | 'kind' | 'id'>[],
  targets: readonly RecordData[],
): ReadonlyMap<string, TargetLine> {
  return new Map(
    rows.map((row) => [
      row.key,
      new Map(
        targets
          .filter((target) => target.level === row.kind && (row.kind === 'company' || row.id === whose(target)))
          .map((target) => [Number(String(target.month).slice(5, 7)) - 1, target]),
      ),
    ]),
  );
}

function whose(target: RecordData): string | null {
  return idOf(target.level === 'department' ? target.department : target.owner);
}

export function amountIn(target: RecordData | undefined): number | null {
  const amount = target?.amount_base ?? target?.amount;
  return typeof amount === 'number' ? amount : null;
}

/** What the lines below a line have in a month together, where it has no target itself; null where they have none either. */
export function sumBelow(
  row: Pick<ForecastRow, 'key'>,
  rows: readonly Pick<ForecastRow, 'key' | 'parent'>[],
  lines: ReadonlyMap<string, TargetLine>,
  month: number,
): number | null {
  const parts = rows
    .filter((other) => other.parent === row.key)
    .map((other) => amountIn(lines.get(other.key)?.get(month)) ?? sumBelow(other, rows, lines, month))
    .filter((part) => part !== null);
  return parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : null;
}

/** How much more the targets of a line's own are than those below together, in the months in which both are set; less if negative. */
export function restOf(line: TargetLine | undefined, below: readonly (number | null)[]): number {
  const rest = below.reduce<number>((sum, amount, month) => {
    const own = amountIn(line?.get(month));
    return own === null || amount === null ? sum : sum + own - amount;
  }, 0);
  return Math.abs(rest) < 0.005 ? 0 : rest;
}

/** The new target of a line for a month of a year. */
export function newTarget(row: Pick<ForecastRow, 'kind' | 'id'>, year: number, month: number, measure: Measure, amount: number) {
  return {
    level: row.kind,
    ...(row.kind === 'person' ? { owner: row.id } : row.kind === 'department' ? { department: row.id } : {}),
    month: `${year}-${String(month + 1).padStart(2, '0')}-01`,
    measure,
    amount,
  };
}
