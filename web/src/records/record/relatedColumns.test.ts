import { expect, it } from 'vitest';
import type { Definitions, FieldMeta, ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import { offersNew, relatedColumns } from './relatedColumns.ts';

const names = ['name', 'account', 'stage', 'amount', 'close_date', 'record_type', 'owner', 'tags'];
const child = {
  name: 'opportunity',
  nameField: 'name',
  fields: names.map((name) => ({ name, type: 'text', label: name })),
  views: [{ columns: ['account', 'amount', 'close_date', 'owner', 'tags', 'stage', 'record_type'] }],
} as unknown as ObjectMeta;
const definitions = {
  field: (object: ObjectMeta, name: string) => object.fields.find((f: FieldMeta) => f.name === name),
} as unknown as Definitions;
const columns = (related: Partial<RelatedMeta>) =>
  relatedColumns(definitions, child, { object: 'opportunity', field: 'account', label: '', ...related }).map((f) => f.name);

it('a related list shows the columns that its definition names, as far as one sees them', () => {
  expect(columns({ columns: ['stage', 'amount', 'hidden', 'close_date', 'record_type', 'owner'] })).toEqual([
    'stage',
    'amount',
    'close_date',
    'record_type',
    'owner',
  ]);
});

it('without, it shows the first columns of the first view, and never the record it stands beside', () => {
  expect(columns({})).toEqual(['amount', 'close_date', 'owner', 'tags', 'stage']);
});

it('no ordinary new record is offered where only an action makes one that belongs to the list', () => {
  const invoice = {
    name: 'invoice',
    can: { create: true },
    fields: [
      { name: 'red_of', editable: false },
      { name: 'twin', editable: true },
    ],
  } as unknown as ObjectMeta;
  const contract = { name: 'contract', can: { create: true }, fields: [] } as unknown as ObjectMeta;
  const related = (field: string): RelatedMeta => ({ object: 'invoice', field, label: '' });
  expect(offersNew(definitions, invoice, invoice, related('red_of'))).toBe(false);
  expect(offersNew(definitions, invoice, invoice, related('twin'))).toBe(true);
  expect(offersNew(definitions, contract, invoice, related('red_of'))).toBe(true);
  expect(offersNew(definitions, contract, { ...invoice, can: { create: false } } as ObjectMeta, related('twin'))).toBe(false);
});
