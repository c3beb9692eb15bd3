import { expect, it, vi } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import { type ConditionContext, formulaOf, holds, noLongerOffered, offeredOptions, stateOf } from './conditions.ts';

const context: ConditionContext = {
  user: { id: 'u', login: 'u', name: 'U', avatar: null, department: null, language: 'zh-CN', timezone: 'Asia/Shanghai' },
  company: {
    name: '',
    currency: 'CNY',
    language: 'zh-CN',
    timezone: 'Asia/Shanghai',
    holidays: ['2026-10-01'],
    workedWeekends: ['2026-10-10'],
  },
};

it('without a condition a field is shown, optional and editable', () => {
  const field: FieldMeta = { name: 'f', type: 'text', label: 'F', editable: true };
  expect(stateOf(field, {}, context)).toEqual({ visible: true, required: false, readOnly: false });
});

it('a condition that cannot be judged here decides nothing', () => {
  expect(holds({ kind: 'from the future' }, {}, context, true)).toBe(true);
  expect(holds({ kind: 'from the future' }, {}, context, false)).toBe(false);
});

const isLost = {
  kind: 'call',
  function: 'EQ',
  type: 'boolean',
  arguments: [
    { kind: 'field', path: ['status'], type: 'text' },
    { kind: 'constant', type: 'text', value: 'lost' },
  ],
};

it('a condition is judged while one types', () => {
  const reason: FieldMeta = {
    name: 'loss_reason',
    type: 'select',
    label: 'Reason',
    editable: true,
    visibleWhen: isLost,
    requiredWhen: isLost,
  };
  expect(stateOf(reason, { status: 'open' }, context)).toMatchObject({ visible: false, required: false });
  expect(stateOf(reason, { status: 'lost' }, context)).toMatchObject({ visible: true, required: true });
});

it("the day is the one on the company's clock, not on the browser's", () => {
  vi.useFakeTimers({ now: new Date('2026-11-25T17:30:00Z') });
  const isToday = {
    kind: 'call',
    function: 'EQ',
    type: 'boolean',
    arguments: [
      { kind: 'field', path: ['day'], type: 'date' },
      { kind: 'context', type: 'date', name: 'today' },
    ],
  };
  expect(holds(isToday, { day: '2026-11-26' }, context, false)).toBe(true);
  expect(holds(isToday, { day: '2026-11-25' }, context, false)).toBe(false);
  const honolulu = { ...context, company: { ...context.company, timezone: 'Pacific/Honolulu' } };
  expect(holds(isToday, { day: '2026-11-25' }, honolulu, false)).toBe(true);
  vi.useRealTimers();
});

it("working days are those of the company's calendar", () => {
  const lastsSeven = {
    kind: 'call',
    function: 'EQ',
    type: 'boolean',
    arguments: [
      {
        kind: 'call',
        function: 'NETWORKDAYS',
        type: 'integer',
        arguments: [
          { kind: 'constant', type: 'date', value: '2026-10-01' },
          { kind: 'constant', type: 'date', value: '2026-10-10' },
        ],
      },
      { kind: 'constant', type: 'integer', value: 7 },
    ],
  };
  expect(holds(lastsSeven, {}, context, false)).toBe(true);
  expect(holds(lastsSeven, {}, { ...context, company: { ...context.company, workedWeekends: [] } }, true)).toBe(false);
});

it('options follow what they depend on, and a choice that is no longer offered goes', () => {
  const inProvince = (name: string) => ({
    kind: 'call',
    function: 'EQ',
    type: 'boolean',
    arguments: [
      { kind: 'field', path: ['province'], type: 'text' },
      { kind: 'constant', type: 'text', value: name },
    ],
  });
  const city: FieldMeta = {
    name: 'city',
    type: 'select',
    label: 'City',
    options: [
      { value: 'nanjing', label: 'Nanjing', when: inProvince('jiangsu') },
      { value: 'hangzhou', label: 'Hangzhou', when: inProvince('zhejiang') },
      { value: 'abroad', label: 'Abroad' },
    ],
  };
  const object = { fields: [city] } as unknown as ObjectMeta;
  expect(offeredOptions(city, { province: 'jiangsu' }, context).map((o) => o.value)).toEqual(['nanjing', 'abroad']);
  expect(noLongerOffered(object, { province: 'jiangsu', city: 'nanjing' }, context)).toEqual({});
  expect(noLongerOffered(object, { province: 'zhejiang', city: 'nanjing' }, context)).toEqual({ city: null });
  expect(noLongerOffered(object, { province: 'zhejiang', city: 'abroad' }, context)).toEqual({});
});

it('what the server fills in is not asked for', () => {
  const stage: FieldMeta = { name: 'stage', type: 'text', label: 'Stage', required: true, filled: true };
  expect(stateOf(stage, {}, context).required).toBe(false);
});

it('a formula is calculated of what is typed, and left to the server where it reads other records', () => {
  const amount = { kind: 'field', path: ['amount'], type: 'decimal', scale: 2 };
  const half = { kind: 'constant', type: 'decimal', scale: 1, value: '0.5' };
  const discounted: FieldMeta = {
    name: 'discounted',
    type: 'formula',
    label: 'Discounted',
    formula: { kind: 'call', function: 'MUL', type: 'decimal', scale: 3, arguments: [amount, half] },
  };
  expect(formulaOf(discounted, { amount: 3 }, context)).toBe('1.5');
  expect(formulaOf(discounted, { amount: null }, context)).toBeNull();
  const away: FieldMeta = {
    name: 'industry',
    type: 'formula',
    label: 'Industry',
    formula: { kind: 'field', path: ['account', 'industry'], type: 'text' },
  };
  expect(formulaOf(away, { account: { id: 'a' } }, context)).toBeUndefined();
  expect(formulaOf({ name: 'plain', type: 'text', label: 'Plain' }, {}, context)).toBeUndefined();
});

it('where only the server can judge whether it shows, a field that nobody fills in shows when it says something', () => {
  const elsewhere = {
    kind: 'field',
    path: ['contract', 'line_count'],
    type: 'integer',
  } as unknown as FieldMeta['visibleWhen'];
  const differs: FieldMeta = { name: 'differs', type: 'formula', label: 'Differs', editable: false, visibleWhen: elsewhere };
  const shows = (field: FieldMeta, record: Record<string, unknown>) => stateOf(field, record, context).visible;
  expect(shows(differs, { id: '1', contract: { id: 'c' }, differs: false })).toBe(false);
  expect(shows(differs, { id: '1', contract: { id: 'c' }, differs: null })).toBe(false);
  expect(shows(differs, { id: '1', contract: { id: 'c' }, differs: true })).toBe(true);
  expect(shows({ ...differs, type: 'text', editable: true }, { id: '1', contract: { id: 'c' } })).toBe(true);
});

it('what the server fills in is not asked for, also where a condition wants it', () => {
  const always = { kind: 'constant', value: true, type: 'boolean' } as unknown as FieldMeta['requiredWhen'];
  const code: FieldMeta = { name: 'uscc', type: 'text', label: 'Code', requiredWhen: always };
  expect(stateOf(code, {}, context).required).toBe(true);
  expect(stateOf({ ...code, filled: true }, {}, context).required).toBe(false);
});

it('what closes a field closes it once the record is there', () => {
  const closed = { kind: 'constant', value: true, type: 'boolean' } as unknown as FieldMeta['readOnlyWhen'];
  const field: FieldMeta = { name: 'f', type: 'text', label: 'F', readOnlyWhen: closed };
  expect(stateOf(field, {}, context).readOnly).toBe(false);
  expect(stateOf(field, { id: '1' }, context).readOnly).toBe(true);
});

it('a status offers where it leads to, and begins where its definition says', () => {
  const status: FieldMeta = {
    name: 'status',
    type: 'select',
    label: 'Status',
    moves: { draft: ['sent'], sent: ['draft', 'accepted'] },
    options: ['draft', 'sent', 'accepted', 'ended'].map((value) => ({ value, label: value })),
  };
  const offered = (field: FieldMeta, record: Record<string, unknown>) =>
    offeredOptions(field, record, context).map((o) => o.value);
  expect(offered(status, { id: '1', status: 'draft' })).toEqual(['draft', 'sent']);
  expect(offered(status, { id: '1', status: 'ended' })).toEqual(['ended']);
  expect(stateOf(status, { status: 'draft' }, context).readOnly).toBe(true);
  expect(stateOf(status, { id: '1', status: 'draft' }, context).readOnly).toBe(false);
  const free = { ...status, moves: { ...status.moves, '': ['draft', 'sent'] } };
  expect(stateOf(free, { status: 'draft' }, context).readOnly).toBe(false);
  expect(offered(free, { status: 'draft' })).toEqual(['draft', 'sent']);
});
