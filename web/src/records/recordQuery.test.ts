import { describe, expect, it } from 'vitest';
import { Definitions, type ObjectMeta } from '../api/meta.ts';
import { mergeAnswer } from './recordCache.ts';
import { expandFor, fieldAt, selectFor } from './recordQuery.ts';
import { isEmpty, sameValue } from './values.ts';

const object = (name: string, nameField: string, fields: object[]) =>
  ({
    name,
    label: name,
    plural: name,
    nameField,
    fields,
    views: [],
    actions: [],
    layout: { headline: [], sections: [], quick: [], related: [] },
  }) as unknown as ObjectMeta;
const deal = object('deal', 'title', [
  { name: 'title', type: 'text', label: 'Title' },
  { name: 'account', type: 'lookup', label: 'Account', object: 'account' },
  { name: 'stage', type: 'lookup', label: 'Stage', object: 'stage' },
  { name: 'secret', type: 'lookup', label: 'Secret', object: 'hidden' },
  { name: 'owner', type: 'user', label: 'Owner' },
  { name: 'amount', type: 'money', label: 'Amount' },
]);
const definitions = new Definitions(
  '1',
  [
    deal,
    object('account', 'name', [{ name: 'industry', type: 'select', label: 'Industry' }]),
    object('stage', 'name', [
      { name: 'name_en', type: 'text', label: 'English name' },
      { name: 'color', type: 'text', label: 'Colour' },
    ]),
    object('user', 'name', []),
  ],
  [],
);

describe('a list asks', () => {
  it('for the names of linked records it may see, in both languages where they have both, and for their colours', () => {
    expect(expandFor(definitions, deal.fields)).toBe(
      'account($select=id,name),stage($select=id,name,name_en,color),owner($select=id,name)',
    );
  });

  it('for the currency of every amount, and for what names and saves a row', () => {
    const amount = deal.fields.filter((f) => f.name === 'amount');
    expect(selectFor(deal, amount)).toEqual(['id', 'version', 'title', 'amount', 'amount_currency']);
    const expected = { name: 'expected', type: 'formula', label: '', result: 'money', currency: 'amount_currency' } as const;
    expect(selectFor(deal, [expected])).toEqual(['id', 'version', 'title', 'expected', 'amount_currency']);
  });

  it('for fields across a look-up by their path', () => {
    expect(fieldAt(definitions, deal, 'account/industry')).toMatchObject({
      name: 'account/industry',
      label: 'Account · Industry',
    });
    expect(fieldAt(definitions, deal, 'secret/name')).toBeUndefined();
  });
});

describe('the answer to a save', () => {
  it('keeps the names of links that did not change', () => {
    const shown = { id: '1', version: 1, account: { id: 'a', name: '华信' }, amount: 1 };
    expect(mergeAnswer(shown, { id: '1', version: 2, account: 'a', amount: 5 })).toEqual({
      id: '1',
      version: 2,
      account: { id: 'a', name: '华信' },
      amount: 5,
    });
    expect(mergeAnswer(shown, { id: '1', version: 2, account: 'b' }).account).toBe('b');
  });
});

it('a link is the same by its id, whatever else it brings', () => {
  expect(sameValue({ id: 'a', name: 'x' }, 'a')).toBe(true);
  expect(sameValue(null, undefined)).toBe(true);
  expect(sameValue(['a'], ['a'])).toBe(true);
  expect(sameValue(0, null)).toBe(false);
});

it('nought and no are not nothing', () => {
  expect([0, false, 'x', ['x']].map(isEmpty)).toEqual([false, false, false, false]);
  expect([null, undefined, '', []].map(isEmpty)).toEqual([true, true, true, true]);
});
