import { expect, test } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';
import { startingCurrencies, startingValues } from './startingValues.ts';

const parameter = (name: string, type: FieldMeta['type'], rest: Partial<FieldMeta> = {}) =>
  ({ name, type, label: name, required: false, ...rest }) as FieldMeta;

test('losing a deal offers today, not the day that was expected', () => {
  const values = startingValues(
    { name: 'lose' },
    [parameter('close_date', 'date'), parameter('competitor', 'text')],
    { close_date: '2027-03-01', competitor: '甲公司' },
    '2026-11-25',
  );
  expect(values).toEqual({ close_date: '2026-11-25', competitor: '甲公司' });
});

test('converting a lead offers its estimate and a day in a month, and leaves the name to the server', () => {
  const asked = [
    parameter('opportunity_name', 'text'),
    parameter('amount', 'money'),
    parameter('create_opportunity', 'boolean', { default: true }),
    parameter('close_date', 'date'),
  ];
  const values = startingValues(
    { name: 'convert' },
    asked,
    { name: '王国栋', company: '腾凯', estimated_amount: 198000 },
    '2026-11-25',
  );
  expect(values).toEqual({ opportunity_name: null, amount: 198000, create_opportunity: true, close_date: '2026-12-25' });
});

test('the deal of a lead is called after the company and what it wants', () => {
  const name = (record: Record<string, unknown>) =>
    startingValues({ name: 'convert' }, [parameter('opportunity_name', 'text')], record, '2026-11-25').opportunity_name;
  const product = { id: '0198c1e2-0000-7000-8000-000000000002', name: '视觉检测单元' };
  expect(name({ name: '王国栋', company: '腾凯', product, description: '要三套' })).toBe('腾凯 · 视觉检测单元');
  expect(name({ name: '王国栋', company: '腾凯', description: '焊接线改造' })).toBe('腾凯 · 焊接线改造');
  expect(name({ name: '王国栋', company: null, description: '焊接线改造' })).toBe('王国栋 · 焊接线改造');
});

test('a quote is sent to its contact, and what is signed is signed today', () => {
  const contact = { id: '0198c1e2-0000-7000-8000-000000000001', name: '王海涛' };
  expect(startingValues({ name: 'share' }, [parameter('note', 'text')], { contact }, '2026-11-25')).toEqual({ note: '王海涛' });
  expect(startingValues({ name: 'share' }, [parameter('note', 'text')], { contact: null }, '2026-11-25')).toEqual({ note: null });
  expect(startingValues({ name: 'sign' }, [parameter('signed_at', 'date')], { signed_at: null }, '2026-11-25')).toEqual({
    signed_at: '2026-11-25',
  });
});

test('who accepts is mostly the contact, and what is issued is issued today', () => {
  const contact = { id: '0198c1e2-0000-7000-8000-000000000001', name: '王海涛' };
  expect(startingValues({ name: 'accept' }, [parameter('accepted_by', 'text')], { contact }, '2026-11-25')).toEqual({
    accepted_by: '王海涛',
  });
  expect(startingValues({ name: 'issue' }, [parameter('issued_at', 'date')], {}, '2026-11-25')).toEqual({
    issued_at: '2026-11-25',
  });
});

test('amounts begin in the currency of the record that they come from', () => {
  expect(startingCurrencies({ name: 'convert' }, [parameter('amount', 'money')], { estimated_amount_currency: 'USD' })).toEqual({
    amount_currency: 'USD',
  });
  expect(startingCurrencies({ name: 'win' }, [parameter('amount', 'money')], { amount_currency: null })).toEqual({});
});
