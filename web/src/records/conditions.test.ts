import { expect, it } from 'vitest';
import type { FieldMeta } from '../api/meta.ts';
import { holds, stateOf } from './conditions.ts';

const context = { user: { id: 'u', login: 'u', name: 'U' } };

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
