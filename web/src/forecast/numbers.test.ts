import { expect, it } from 'vitest';
import type { ForecastNumbers, ForecastRow } from '../api/forecast.ts';
import { fromOData } from '../records/filter/fromOData.ts';
import { amountOf, dealsOf, flooredWords, floorOf, isAdjusted, movedSince, sumOfBelow } from './numbers.ts';

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

it('a line is held against the lines right below it together', () => {
  const rows = [
    { parent: 'd', effective: numbers(50) },
    { parent: 'd', effective: numbers(30) },
    { parent: 'other', effective: numbers(9) },
  ];
  expect(sumOfBelow({ key: 'd' }, rows, 'commit', 'cumulative')).toBe(280);
  expect(sumOfBelow({ key: 'd' }, rows, 'commit', 'single')).toBe(80);
  expect(sumOfBelow({ key: 'nobody' }, rows, 'commit', 'single')).toBeUndefined();
});

it('what was said about a category is marked there and nowhere else', () => {
  const row = { computed: numbers(50), effective: numbers(80), filter: 'owner eq 1' } as ForecastRow;
  expect(isAdjusted(row, 'commit')).toBe(true);
  expect(isAdjusted(row, 'best_case')).toBe(false);
});

it('a number leads to the deals that it counts, a cumulative one to those that are closed and surer too', () => {
  const row = { filter: 'owner eq 1' } as ForecastRow;
  const rest = 'close_date ge 2026-01-01 and close_date le 2026-03-31 and owner eq 1';
  const deals = (category: 'closed' | 'commit' | 'best_case', counting: 'cumulative' | 'single') =>
    dealsOf(row, category, counting, '2026-01-01', '2026-03-31');
  expect(deals('commit', 'single')).toBe(`status eq 'open' and stage/forecast_category in ('commit','closed') and ${rest}`);
  expect(deals('best_case', 'single')).toBe(`status eq 'open' and stage/forecast_category in ('best_case') and ${rest}`);
  expect(deals('commit', 'cumulative')).toBe(
    `(status eq 'won' or (status eq 'open' and stage/forecast_category in ('commit','closed'))) and ${rest}`,
  );
  expect(deals('best_case', 'cumulative')).toBe(
    `(status eq 'won' or (status eq 'open' and stage/forecast_category in ('commit','closed','best_case'))) and ${rest}`,
  );
  expect(fromOData(deals('best_case', 'cumulative'))).not.toBeNull();
  expect(deals('closed', 'cumulative')).toBe(`status eq 'won' and ${rest}`);
});

it('what was said is held against what is closed, and against the deals of then', () => {
  const said = { month: '2026-03-01', category: 'commit', counting: 'cumulative', amount: 70, deals: 120 };
  const word = { counts: true, author_name: 'east', said };
  const row = (...adjustments: unknown[]) =>
    ({ months: [{ month: '2026-03-01', computed: numbers(50), effective: numbers(0) }], adjustments }) as ForecastRow;
  expect(flooredWords(row(word), 'commit')).toHaveLength(1);
  expect(flooredWords(row({ ...word, counts: false }), 'commit')).toEqual([]);
  expect(flooredWords(row({ ...word, said: { ...said, amount: 100 } }), 'commit')).toEqual([]);
  expect(flooredWords(row({ ...word, said: { ...said, counting: 'single' } }), 'commit')).toEqual([]);
  expect(flooredWords(row(word), 'best_case')).toEqual([]);

  expect(movedSince(row(word), 'commit')).toBe(30);
  expect(movedSince(row(word, { ...word, said: { ...said, counting: 'single', deals: 10 } }), 'commit')).toBe(70);
  expect(movedSince(row({ ...word, said: { ...said, deals: null } }), 'commit')).toBeUndefined();

  expect(floorOf(numbers(50), 'commit')).toBe(100);
  expect(floorOf(numbers(50), 'best_case')).toBe(150);
});
