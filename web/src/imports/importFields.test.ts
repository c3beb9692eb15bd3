import { beforeAll, describe, expect, it } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../api/meta.ts';
import { learnImports } from '../i18n/imports.ts';
import { text } from '../i18n/text.ts';
import { excludes, filledFields, importField, targetsOf } from './importFields.ts';

const fields: FieldMeta[] = [
  { name: 'name', type: 'text', label: '客户名称' },
  { name: 'address', type: 'address', label: '地址', required: true, editable: true },
];
const account = { name: 'account', fields } as unknown as ObjectMeta;
const definitions = new Definitions('1', [account], []);
const targets = targetsOf(fields, text);

beforeAll(learnImports);

describe('what a column may fill', () => {
  it('are the fields, and behind an address its parts', () => {
    expect(targets.map((target) => target.name)).toEqual([
      'name',
      'address',
      'address_province',
      'address_city',
      'address_district',
      'address_street',
    ]);
    expect(targetsOf(fields, text)[2]?.label).toContain('地址 · ');
  });

  it('is no whole beside its parts, and no part beside the whole', () => {
    const open = (...taken: string[]) =>
      targets.filter((target) => !excludes(target, targets, new Set(taken))).map((target) => target.name);
    expect(open('address_city')).toEqual(['name', 'address_province', 'address_district', 'address_street']);
    expect(open('address')).toEqual(['name']);
  });

  it('counts an address as filled by any of its parts', () => {
    expect([...filledFields(targets, new Set(['name', 'address_city', 'address_street']))]).toEqual(['name', 'address']);
  });
});

it('a part of an address is a text that is called after both', () => {
  expect(importField(definitions, account, 'address_city', text)).toMatchObject({
    type: 'text',
    required: true,
    name: 'address_city',
  });
  expect(importField(definitions, account, 'name', text)).toBe(fields[0]);
  expect(importField(definitions, account, 'name_city', text)).toBeUndefined();
});
