import { expect, it } from 'vitest';
import type { ForecastNumbers, ForecastRow } from '../api/forecast.ts';
import { amountOf, dealsOf, isAdjusted } from './numbers.ts';

const numbers = (commit: number): ForecastNumbers => ({
  closed: 100,
  commit,
  best_case: 20,
  pipeline: 5,
  weighted: 0,
  won: 1,
  commit_deals: 1,
  best_case_deals: 0,
  pipeline_deals: 1,
  open: 2,
  landing: 100 + commit,
});

it('a category is counted alone or with all that is surer', () => {
  expect(amountOf(numbers(50), 'pipeline', 'single')).toBe(5);
  expect(amountOf(numbers(50), 'commit', 'cumulative')).toBe(150);
  expect(amountOf(numbers(50), 'pipeline', 'cumulative')).toBe(175);
  expect(amountOf(numbers(50), 'closed', 'cumulative')).toBe(100);
});

it('what was said about a category is marked there and nowhere else', () => {
  const row = { computed: numbers(50), effective: numbers(80), filter: 'owner eq 1' } as ForecastRow;
  expect(isAdjusted(row, 'commit')).toBe(true);
  expect(isAdjusted(row, 'best_case')).toBe(false);
  expect(dealsOf(row, 'commit', '2026-01-01', '2026-03-31')).toBe(
    "status eq 'open' and stage/forecast_category eq 'commit' and close_date ge 2026-01-01 and close_date le 2026-03-31 and owner eq 1",
  );
});
