import { beforeAll, expect, it, vi } from 'vitest';
import { Definitions, type FieldMeta } from '../../api/meta.ts';

let fit: typeof import('./fittingWidth.ts');
let kinds: typeof import('../kinds/registry.ts');

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  fit = await import('./fittingWidth.ts');
  kinds = await import('../kinds/registry.ts');
});

const field = (type: string, label = '名称') => ({ name: 'value', type, label }) as unknown as FieldMeta;
const rows = (...values: string[]) => values.map((value, index) => ({ id: String(index), value }));

it('a long name has the room to be read whole, short words take no more than they need', () => {
  const long = '华东区重点客户年度框架采购与备件服务项目二期';
  expect(fit.fittingWidth(field('text'), rows(long, '短'), 200, true)).toBeGreaterThan(fit.textWidth(long));
  expect(fit.fittingWidth(field('text'), rows('台', '套'), 200, false)).toBeLessThan(120);
});

it('no column is wider or narrower than one can read', () => {
  expect(fit.fittingWidth(field('text'), rows('长'.repeat(200)), 200, true)).toBe(440);
  expect(fit.fittingWidth(field('text'), rows('长'.repeat(200)), 200, false)).toBe(300);
  expect(fit.fittingWidth(field('text'), rows('a'), 200, false)).toBe(104);
});

it('a moment of another year is read whole', () => {
  expect(fit.fittingWidth(field('datetime'), rows('2020-10-13T09:47:00Z'), 140, false)).toBeGreaterThan(
    fit.textWidth('2020年10月13日 17:47'),
  );
});

it('a moment that is computed is read whole in its usual width, in both languages', () => {
  const usual = kinds.widthFor({ type: 'rollup', result: 'datetime' }, new Definitions('1', [], []));
  for (const said of ['2025年12月26日 10:47', 'Dec 26, 2025 10:47'])
    expect(usual).toBeGreaterThanOrEqual(fit.textWidth(said) + 26);
});

it('a heading is never narrower than its words, and other kinds keep their usual width', () => {
  expect(fit.fittingWidth(field('text', '客户统一社会信用代码'), rows('a'), 200, false)).toBeGreaterThan(170);
  expect(fit.fittingWidth(field('date'), rows('2026-01-01'), 140, false)).toBe(140);
  expect(fit.fittingWidth(field('text'), [], 200, false)).toBe(200);
});
