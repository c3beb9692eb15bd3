import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { BadRow } from '../api/jobs.ts';
import type { FieldMeta } from '../api/meta.ts';
import { concernedColumns, correctedValue, fixColumns, startingValue } from './badCells.ts';
import { firstConcerned } from './columnOrder.ts';

const fields: Record<string, FieldMeta> = {
  name: { name: 'name', type: 'text', label: '客户名称' },
  level: { name: 'level', type: 'select', label: '客户级别' },
  phone: { name: 'phone', type: 'phone', label: '电话' },
  owner: { name: 'owner', type: 'user', label: '负责人' },
};
const row = (more: Partial<BadRow>): BadRow => ({ row: 2, cells: [], faults: [], corrected: {}, outcome: 'failed', ...more });

describe('the columns of the bad rows', () => {
  const headers = ['电话', '颜色', '跟进人', '级别', '公司'];
  const mapping = { 电话: 'phone', 跟进人: 'owner', 级别: 'level', 公司: 'name' };
  const shown = (...rows: BadRow[]) =>
    fixColumns(headers, mapping, (name) => fields[name], 'name', new Set(concernedColumns(rows))).map(
      (c) => `${c.index}:${c.header}`,
    );

  it('begin with the name, then come what is wrong and what was corrected, and what goes nowhere is left out', () => {
    expect(shown(row({ faults: [{ column: '级别', message: 'x' }] }), row({ corrected: { 跟进人: '张' } }))).toEqual([
      '4:公司',
      '2:跟进人',
      '3:级别',
      '0:电话',
    ]);
  });

  it('stand as in the file when nothing tells them apart', () => {
    expect(shown()).toEqual(['4:公司', '0:电话', '2:跟进人', '3:级别']);
  });
});

it('the columns of an import keep their order while its cells are put right', () => {
  const client = new QueryClient();
  const at = (...columns: string[]) => [...firstConcerned(client, 'job', () => columns)];
  expect(at('级别')).toEqual(['级别']);
  expect(at('电话', '跟进人')).toEqual(['级别']);
  expect([...firstConcerned(client, 'another job', () => ['电话'])]).toEqual(['电话']);
});

describe('a cell', () => {
  it('that names nobody begins empty, every other with its text', () => {
    expect(startingValue({ name: 'owner', type: 'user', label: '负责人' }, '张三')).toBeNull();
    expect(startingValue({ name: 'level', type: 'select', label: '级别' }, 'S级')).toBe('S级');
  });

  it('that was emptied says so, instead of giving the correction up', () => {
    expect(correctedValue(null)).toBe('');
    expect(correctedValue(false)).toBe(false);
    expect(correctedValue(['a'])).toEqual(['a']);
  });
});
