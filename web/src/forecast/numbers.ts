import type { ForecastNumbers, ForecastRow, ForecastWord } from '../api/forecast.ts';

export type Counting = 'cumulative' | 'single';

/** Categories that people adjust, the surest first. */
export const categories = ['commit', 'best_case', 'pipeline'] as const;
export type Category = (typeof categories)[number];

/** Less is no difference. */
const cent = 0.005;

/** A category alone, or with what is closed and every surer one. */
export function amountOf(numbers: ForecastNumbers, category: 'closed' | Category, counting: Counting): number {
  if (category === 'closed' || counting === 'single') return numbers[category];
  const upTo = categories.slice(0, categories.indexOf(category) + 1);
  return upTo.reduce((sum, one) => sum + numbers[one], numbers.closed);
}

/** What the lines right below a line expect together; undefined of one that has none below. */
export function sumOfBelow(
  row: Pick<ForecastRow, 'key'>,
  rows: readonly Pick<ForecastRow, 'parent' | 'effective'>[],
  category: Category,
  counting: Counting,
): number | undefined {
  const below = rows.filter((other) => other.parent === row.key);
  return below.length > 0 ? below.reduce((sum, other) => sum + amountOf(other.effective, category, counting), 0) : undefined;
}

/** How many deals a category has, alone. */
export function countOf(numbers: ForecastNumbers, category: 'closed' | Category): number {
  return category === 'closed' ? numbers.won : numbers[`${category}_deals`];
}

/** Whether something that was said of the category itself, here or below, makes it another than its deals add up to. */
export function isAdjusted(row: ForecastRow, category: Category): boolean {
  return Math.abs(row.effective[category] - row.computed[category]) >= cent;
}

/** What was said of a category and counts, month by month. */
export function countingWords(row: ForecastRow, category: Category): ForecastWord[] {
  return row.adjustments.filter(({ counts, said }) => counts && said.category === category);
}

/** What was said of a category but lies below what is closed or surer, so that this counts instead. */
export function flooredWords(row: ForecastRow, category: Category): ForecastWord[] {
  return countingWords(row, category).filter(({ said }) => {
    const month = row.months.find((m) => m.month === said.month);
    return month && said.counting === 'cumulative' && amountOf(month.effective, category, 'cumulative') - said.amount >= cent;
  });
}

/** What a cumulative number can't fall below: what is closed, with every surer category. */
export function floorOf(numbers: ForecastNumbers, category: Category): number {
  const surer = categories[categories.indexOf(category) - 1];
  return amountOf(numbers, surer ?? 'closed', 'cumulative');
}

/** By how much the deals of a category have moved since its numbers were said; undefined where that is not known of any. */
export function movedSince(row: ForecastRow, category: Category): number | undefined {
  const moves = countingWords(row, category).flatMap(({ said }) => {
    const month = row.months.find((m) => m.month === said.month);
    return month && said.deals !== null ? [amountOf(month.computed, category, said.counting) - said.deals] : [];
  });
  return moves.length === 0 ? undefined : moves.reduce((sum, one) => sum + one, 0);
}

/** OData condition of the deals that a number counts, of a line and period: a cumulative one with those that are closed or surer. */
export function dealsOf(row: ForecastRow, category: 'closed' | Category, counting: Counting, from: string, to: string): string {
  return [whichOf(category, counting), `close_date ge ${from}`, `close_date le ${to}`, row.filter].filter(Boolean).join(' and ');
}

function whichOf(category: 'closed' | Category, counting: Counting): string {
  const won = "status eq 'won'";
  if (category === 'closed') return won;
  const counted = counting === 'single' ? [category] : categories.slice(0, categories.indexOf(category) + 1);
  // An open deal in a stage of closed ones is as good as committed, as the server counts it.
  const stages = counted.flatMap((one) => (one === 'commit' ? ['commit', 'closed'] : [one]));
  const open = `status eq 'open' and stage/forecast_category in (${stages.map((one) => `'${one}'`).join(',')})`;
  return counting === 'single' ? open : `(${won} or (${open}))`;
}
