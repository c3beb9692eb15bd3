import { expect, test } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';
import { completion, completionFields, stateOfCompletion } from './completing.ts';

const when = {
  kind: 'call',
  type: 'boolean',
  function: 'EQ',
  arguments: [
    { kind: 'field', type: 'text', path: ['status'] },
    { kind: 'constant', type: 'text', value: 'todo' },
  ],
};
const task = {
  name: 'task',
  fields: [
    { name: 'subject', editable: true },
    { name: 'status', editable: true },
  ],
  actions: [{ name: 'complete', label: 'Complete', parameters: [], when }],
} as unknown as ObjectMeta;
const context = { user: { id: 'u' }, company: { timezone: 'Asia/Shanghai', holidays: [], workedWeekends: [] } } as never;

test('an object is completed by the action it defines, and rows bring what the action asks about', () => {
  expect(completion(task)?.label).toBe('Complete');
  expect(completionFields(task)).toEqual(['status']);
  expect(stateOfCompletion(task, { id: '1', status: 'todo' }, context)).toBe('open');
  expect(stateOfCompletion(task, { id: '1', status: 'done' }, context)).toBe('done');
  expect(stateOfCompletion(task, { id: '1' }, context)).toBeUndefined();
});

test('what only actions move on has no box, as nothing would set it back', () => {
  const status = (more: object) => ({ ...task, fields: [{ name: 'status', ...more }] }) as unknown as ObjectMeta;
  expect(completion(status({ editable: false }))).toBeUndefined();
  expect(completion(status({ editable: true, moves: { todo: ['done'] } }))).toBeUndefined();
  expect(completionFields(status({ editable: false }))).toEqual([]);
});

test('an object without such an action, or with one that asks for something, has no box', () => {
  const asks = {
    ...task,
    actions: [{ name: 'complete', label: 'x', when, parameters: [{ name: 'reason' }] }],
  } as unknown as ObjectMeta;
  for (const object of [{ ...task, actions: [] }, asks]) {
    expect(completion(object)).toBeUndefined();
    expect(completionFields(object)).toEqual([]);
  }
});
