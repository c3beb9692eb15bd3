import { expect, test } from 'vitest';
import type { ImportJob } from '../api/jobs.ts';
import { Definitions, type ObjectMeta } from '../api/meta.ts';
import { besideOf } from './beside.ts';

const definitions = new Definitions(
  '1',
  [{ name: 'user', label: '用户', plural: '用户', fields: [], views: [] } as unknown as ObjectMeta],
  [],
);

test('what an import makes beside its rows is named and counted', () => {
  const job = {
    made_beside: [
      { object: 'user', count: 1203 },
      { object: 'department', count: 2 },
      { object: 'account', count: 0 },
    ],
  };
  expect(besideOf(job as unknown as ImportJob, definitions, '，')).toBe('用户 1,203，department 2');
});

test('before a check, or where it is nothing, nothing is said', () => {
  expect(besideOf({ made_beside: null } as unknown as ImportJob, definitions, '，')).toBe('');
  expect(besideOf({ made_beside: [] } as unknown as ImportJob, definitions, '，')).toBe('');
});
