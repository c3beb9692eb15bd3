import type { ForecastNumbers, ForecastRow } from '../api/forecast.ts';

export type Counting = 'cumulative' | 'single';

/** Categories that people adjust, the surest first. */
export const categories = ['commit', 'best_case', 'pipeline'] as const;
export type Category = (typeof categories)[number];

/** A category alone, or with what is closed and every surer one. */
export function amountOf(numbers: ForecastNumbers, category: 'closed' | Category, counting: Counting): number {
  if (category === 'closed' || counting === 'single') return numbers[category];
  const upTo = categories.slice(0, categories.indexOf(category) + 1);
  return upTo.reduce((sum, one) => sum + numbers[one], numbers.closed);
}

/** How many deals a category has, alone. */
export function countOf(numbers: ForecastNumbers, category: 'closed' | Category): number {
  return category === 'closed' ? numbers.won : numbers[`${category}_deals`];
}

/** Whether something that was said of the category itself, here or below, makes it another than its deals add up to. */
export function isAdjusted(row: ForecastRow, category: Category): boolean {
  return Math.abs(row.effective[category] - row.computed[category]) >= 0.005;
}

/** OData condition of the deals of a category, of a line and period. */
export function dealsOf(row: ForecastRow, category: 'closed' | Category, from: string, to: string): string {
  const which = category === 'closed' ? "status eq 'won'" : `status eq 'open' and stage/forecast_category eq '${category}'`;
  return [which, `close_date ge ${from}`, `close_date le ${to}`, row.filter].filter(Boolean).join(' and ');
}
