import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../../api/meta.ts';
import { filledWithin, leftBehind, servingOf } from './serving.ts';

const pipelines = [
  { id: '1', deal_types: null, is_default: true, active: true },
  { id: '2', deal_types: ['quick'], active: true },
  { id: '3', deal_types: ['quick'], active: true, is_default: true },
  { id: '4', deal_types: ['project'], active: false },
  { id: '5', deal_types: [], active: true },
];
const idsFor = (type: string) => servingOf(pipelines, 'deal_types', type).map((p) => p.id);

test('a type with pipelines of its own is offered those alone, the default one first', () => {
  expect(idsFor('quick')).toEqual(['3', '2']);
});

test('a type without an active pipeline of its own is offered those that name no type', () => {
  expect(idsFor('standard')).toEqual(['1', '5']);
  expect(idsFor('project')).toEqual(['1', '5']);
});

test('a deal of another type leaves its pipeline and stage behind, and keeps what hangs on nothing of the kind', () => {
  const lookup = (name: string, object: string, more: Partial<FieldMeta> = {}) =>
    ({ name, type: 'lookup', label: name, object, ...more }) as FieldMeta;
  const deal = {
    name: 'opportunity',
    fields: [
      lookup('account', 'account'),
      lookup('contact', 'contact', { within: { field: 'account' } }),
      lookup('pipeline', 'pipeline', { filled: true }),
      lookup('stage', 'stage', { filled: true, within: { field: 'pipeline' } }),
    ],
  } as ObjectMeta;
  const pipeline = {
    name: 'pipeline',
    fields: [{ name: 'deal_types', type: 'tags', label: 'Types', holds: 'types', object: 'opportunity' }] as FieldMeta[],
  } as ObjectMeta;
  expect(leftBehind(new Definitions('1', [deal, pipeline], []), deal)).toEqual({ pipeline: null, stage: null });
  expect(filledWithin(deal, 'pipeline').map((f) => f.name)).toEqual(['stage']);
  expect(filledWithin(deal, 'account')).toEqual([]);
});
