import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../../api/meta.ts';
import { givenWithin } from './useWithin.ts';

const title = (account: Partial<FieldMeta>) =>
  new Definitions(
    '1',
    [
      {
        name: 'invoice_title',
        fields: [{ name: 'account', type: 'lookup', label: '', ...account }],
        views: [],
      } as unknown as ObjectMeta,
    ],
    [],
  );
const lookup = { name: 'title', type: 'lookup', label: '', object: 'invoice_title', within: { field: 'account' } } as FieldMeta;
const account = { id: '1', name: '华联汽车' };

test('what is made in passing belongs where the record does that asks for it', () => {
  expect(givenWithin(title({}), lookup, account)).toEqual({ account });
});

test('nothing is given where that is not known, may not be written, or is not asked', () => {
  expect(givenWithin(title({}), lookup, undefined)).toEqual({});
  expect(givenWithin(title({ editable: false }), lookup, account)).toEqual({});
  expect(givenWithin(title({}), { ...lookup, within: undefined }, account)).toEqual({});
});
