import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Definitions, type FieldMeta, type FieldType, fieldTypes, type ObjectMeta } from '../../api/meta.ts';

const field = (type: FieldType, more: Partial<FieldMeta> = {}): FieldMeta => ({
  name: 'f',
  type,
  label: 'F',
  editable: true,
  ...more,
});
const options = [
  { value: 'hot', label: '高意向' },
  { value: 'cold', label: '低意向' },
];
const id = '0198c1d2-0000-7000-8000-000000000001';

const samples: Record<FieldType, { value: unknown; field?: Partial<FieldMeta> }[]> = {
  id: [{ value: id }],
  text: [{ value: '华信科技' }],
  long_text: [{ value: '第一行\n第二行' }],
  rich_text: [{ value: '只有文字' }],
  integer: [{ value: 0 }, { value: -42 }],
  decimal: [{ value: 1234.5 }, { value: -0.001 }],
  money: [{ value: 12_345.67 }],
  percent: [{ value: 62.5 }],
  boolean: [{ value: true }, { value: false }],
  date: [{ value: '2026-02-28' }, { value: '2026-02-01', field: { period: 'month' } }],
  datetime: [{ value: '2026-01-01T08:30:00.000Z' }],
  time: [{ value: '09:05:00' }],
  duration: [{ value: 5400 }, { value: 59 }],
  select: [{ value: 'hot', field: { options } }],
  multi_select: [{ value: ['hot', 'cold'], field: { options } }],
  tags: [{ value: ['重点', '续约'] }],
  phone: [{ value: '+8613800138000' }],
  email: [{ value: 'a@example.com' }],
  url: [{ value: 'https://example.com/a' }],
  address: [{ value: { province: '广东省', city: '深圳市', district: '南山区', street: '科技路 1/2 号' } }],
  geo_point: [{ value: { lat: 31.23, lng: 121.47 } }],
  user: [{ value: id }],
  department: [{ value: id }],
  lookup: [{ value: id }],
  multi_lookup: [{ value: [id] }],
  child_table: [{ value: [{ product: id, quantity: 2 }] }],
  reference: [{ value: { type: 'lead', id } }, { value: { id } }],
  file: [{ value: id }],
  image: [{ value: id }],
  auto_number: [{ value: 'SJ-2026-0001' }],
  formula: [
    { value: 12.5, field: { result: 'decimal' } },
    { value: '2026-01-02', field: { result: 'date' } },
    { value: 'overdue', field: { result: 'select', options: [{ value: 'overdue', label: '已逾期', color: 'red' }] } },
  ],
  rollup: [{ value: 7, field: { result: 'integer' } }],
  json: [{ value: { a: [1, null] } }],
  encrypted_text: [{ value: '9131****8X2Q' }],
  rating: [{ value: 4 }],
};

const line = {
  name: 'line',
  fields: [
    field('lookup', { name: 'parent', object: 'order' }),
    field('lookup', { name: 'item', object: 'item' }),
    field('money', { name: 'price' }),
    field('formula', { name: 'worth', result: 'decimal', editable: false }),
    field('integer', { name: 'position' }),
  ],
} as unknown as ObjectMeta;
const definitions = new Definitions('1', [line], []);

type Registry = typeof import('./registry.ts');
let registry: Registry;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  registry = await import('./registry.ts');
});

describe('a kind', () => {
  it.each(fieldTypes)('of %s reads back the text it writes', (type) => {
    const kind = registry.kindOf({ type });
    expect(kind.type).toBe(type);
    for (const sample of samples[type]) {
      const f = field(type, sample.field);
      const value = kind.parse(sample.value, f);
      expect(value).toEqual(sample.value);
      expect(kind.parse(kind.text(value, f), f)).toEqual(sample.value);
    }
  });

  it.each(fieldTypes)('of %s takes nothing for a value', (type) => {
    const kind = registry.kindOf({ type });
    for (const nothing of [null, undefined, '']) expect(kind.parse(nothing, field(type, { options })) ?? null).toBeNull();
  });

  it('of a text that is a currency offers a choice', () => {
    const kind = registry.kindOf({ type: 'text', check: 'currency' });
    expect(kind).not.toBe(registry.kindOf({ type: 'text' }));
    expect(kind.savesOnChoice).toBe(true);
    expect(kind.parse('USD', field('text', { check: 'currency' }))).toBe('USD');
    expect(registry.kindOf({ type: 'text', check: 'uscc' })).toBe(registry.kindOf({ type: 'text' }));
  });

  it('refuses what is no value instead of guessing', () => {
    const parse = (type: FieldType, raw: unknown, more?: Partial<FieldMeta>) =>
      registry.kindOf({ type }).parse(raw, field(type, more));
    expect(parse('date', '2026-02-30')).toBeNull();
    expect(parse('integer', '1.5')).toBeNull();
    expect(parse('decimal', 'about 5')).toBeNull();
    expect(parse('time', '25:00')).toBeNull();
    expect(parse('geo_point', '91,181')).toBeNull();
    expect(parse('select', 'warm', { options })).toBeNull();
    expect(parse('boolean', 'maybe')).toBeNull();
  });

  it('reads what people paste', () => {
    const parse = (type: FieldType, raw: unknown, more?: Partial<FieldMeta>) =>
      registry.kindOf({ type }).parse(raw, field(type, more));
    expect(parse('money', '￥1,234.50')).toBe(1234.5);
    expect(parse('percent', '12%')).toBe(12);
    expect(parse('date', '2026年1月5日')).toBe('2026-01-05');
    for (const month of ['2026-11', '2026/11', '2026年11月', '2026-11-25', '２０２６．１１'])
      expect(parse('date', month, { period: 'month' })).toBe('2026-11-01');
    expect(parse('date', '2026-13', { period: 'month' })).toBeNull();
    expect(parse('date', '2026-11')).toBeNull();
    expect(parse('duration', '1小时30分')).toBe(5400);
    expect(parse('select', '高意向', { options })).toBe('hot');
    expect(parse('boolean', '是')).toBe(true);
    expect(parse('phone', '138 0013-8000')).toBe('13800138000');
  });

  it('sends links and files as ids', () => {
    const send = (type: FieldType, value: unknown, more?: Partial<FieldMeta>) =>
      registry.kindOf({ type }).send?.(value, field(type, more), definitions);
    expect(send('lookup', { id, name: '华信' })).toBe(id);
    expect(send('multi_lookup', [{ id, name: '华信' }])).toEqual([id]);
    expect(send('file', { id, name: 'a.pdf' })).toBe(id);
    expect(send('reference', { type: 'lead', id })).toEqual({ type: 'lead', id });
  });

  it('sends the lines of a child table as a person wrote them', () => {
    const lines = [
      { id, version: 3, parent: id, item: { id, name: '螺丝' }, price: 2, price_currency: 'CNY', worth: 4, position: 1 },
    ];
    expect(
      registry.kindOf({ type: 'child_table' }).send?.(lines, field('child_table', { object: 'line', by: 'parent' }), definitions),
    ).toEqual([{ id, item: id, price: 2, price_currency: 'CNY', position: 1 }]);
  });
});
