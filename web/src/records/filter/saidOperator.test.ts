import { expect, test } from 'vitest';
import type { FieldMeta, FieldType } from '../../api/meta.ts';
import { changeLanguage, text } from '../../i18n/text.ts';
import type { Operator } from './model.ts';
import { saidOperator } from './saidOperator.ts';

const field = (label: string, type: FieldType) => ({ name: 'field', label, type }) as FieldMeta;
const said = (of: FieldMeta, operator: Operator, value: string) =>
  of.label + text('filter.said', { operator: text(saidOperator(of, operator)), value });

test('a condition reads as one says it', async () => {
  globalThis.document = { documentElement: {} } as Document;
  await changeLanguage('zh-CN');
  expect(said(field('负责人', 'user'), 'eq', text('filter.saidMe'))).toBe('负责人是我');
  expect(said(field('状态', 'select'), 'ne', '已作废')).toBe('状态不是已作废');
  expect(said(field('金额', 'money'), 'eq', '100')).toBe('金额等于100');
  await changeLanguage('en');
  expect(said(field('Owner', 'user'), 'eq', text('filter.saidMe'))).toBe('Owner is me');
});
