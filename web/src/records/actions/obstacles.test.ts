import { expect, test } from 'vitest';
import { Definitions, type FieldMeta, type ObjectMeta } from '../../api/meta.ts';
import { madeName, obstaclesOf } from './obstacles.ts';

const deal = {
  name: 'opportunity',
  fields: [
    { name: 'amount', type: 'money', label: 'Amount', editable: true },
    { name: 'contact', type: 'lookup', label: 'Contact', editable: true },
    { name: 'status', type: 'select', label: 'Status', editable: false },
  ] as FieldMeta[],
} as ObjectMeta;
const part = { name: 'opportunity_contact', label: 'Role', fields: [], can: { create: true } } as unknown as ObjectMeta;
const secret = { name: 'stage_log', label: 'Log', fields: [], can: { create: false } } as unknown as ObjectMeta;
const definitions = new Definitions('1', [deal, part, secret], []);
const amount = { code: 'c', message: 'The amount is more than 0', ways: [{ object: 'opportunity', field: 'amount' }] };

test('each thing is told once, with its field below the first that asks for it', () => {
  const told = obstaclesOf(definitions, deal, [
    amount,
    amount,
    { code: 'r', message: 'Amount is required', target: 'amount' },
    { code: 's', message: 'It is open', target: 'status' },
  ]);
  expect(told.map((obstacle) => [obstacle.message, obstacle.fields.map((field) => field.name)])).toEqual([
    ['The amount is more than 0', ['amount']],
    ['Amount is required', []],
    ['It is open', []],
  ]);
});

test('records that may be made for it are offered, those one may not make are not', () => {
  const ways = ['opportunity', 'opportunity_contact', 'stage_log', 'unknown'].map((object) => ({
    object,
    field: object === 'opportunity' ? 'contact' : 'opportunity',
  }));
  const [told] = obstaclesOf(definitions, deal, [{ code: 'c', message: 'A decision maker is known', ways }]);
  expect(told?.fields.map((field) => field.name)).toEqual(['contact']);
  expect(told?.children).toEqual([{ object: part, link: 'opportunity' }]);
});

test('what another input of the dialog asks for has no second field', () => {
  expect(obstaclesOf(definitions, deal, [amount], new Set(['amount']))[0]?.fields).toEqual([]);
});

test('what was made and has no name of its own is called after whom it links to', () => {
  const link = (name: string) => ({ name, type: 'lookup', label: name }) as FieldMeta;
  const nameless = { ...part, nameField: 'id', fields: [link('opportunity'), link('contact')] } as ObjectMeta;
  const made = { id: '7', opportunity: { id: '1', name: 'Deal' }, contact: { id: '2', name: 'Li Na' } };
  expect(madeName(nameless, made, 'opportunity')).toBe('Role Li Na');
  expect(madeName(nameless, { id: '7', opportunity: '1', contact: '2' }, 'opportunity')).toBe('Role');
  expect(madeName({ ...part, nameField: 'name' } as ObjectMeta, { id: '7', name: 'Visit' }, 'opportunity')).toBe('Role Visit');
});
