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
