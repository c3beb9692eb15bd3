import { expect, test } from 'vitest';
import type { Today } from '../../api/bench.ts';
import { tasksIn } from './toldToday.ts';

const reason = (object: string, id: string) => ({ kind: 'task_overdue', record: { object, id } });

test('a task stands in the day’s list as itself or as the reason of what it is about', () => {
  const items = [
    { object: 'task', id: 'own', reasons: [] },
    {
      object: 'account',
      id: 'a',
      reasons: [reason('task', 'one'), reason('activity', 'visit'), reason('task', 'two'), reason('task', 'unseen')],
    },
  ] as unknown as Today['items'];
  expect([...tasksIn({ items })]).toEqual(['own', 'one', 'two']);
  expect(tasksIn(undefined).size).toBe(0);
});
