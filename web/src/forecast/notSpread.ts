import type { ForecastRow } from '../api/forecast.ts';

type Row = Pick<ForecastRow, 'key' | 'parent' | 'target' | 'target_is_sum'>;

/** How much more a target that was set by itself is than those below it together, less if negative; none where nothing below has one or they agree. */
export function notSpread(row: Row, rows: readonly Row[]): number | undefined {
  const below = rows.filter((other) => other.parent === row.key && other.target !== null);
  if (row.target === null || row.target_is_sum || below.length === 0) return undefined;
  const rest = row.target - below.reduce((sum, other) => sum + (other.target ?? 0), 0);
  return Math.abs(rest) < 0.005 ? undefined : rest;
}
