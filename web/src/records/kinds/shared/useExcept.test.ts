import { expect, test } from 'vitest';
import { exceptedIds } from './useExcept.ts';

const tender = { owner: { id: 'recorder' }, created_by: 'recorder', recused: [{ id: 'one' }, 'two'], project: { id: 'p' } };
const except = [
  { field: 'owner' },
  { field: 'created_by' },
  { field: 'recused' },
  { field: 'owner', lookup: 'project', object: 'tender_project' },
  { field: 'approved_by', lookup: 'project', object: 'tender_project' },
];

test('those in the fields of the record and of the one behind its lookup are left out, each once', () => {
  const behind = new Map([['project', { owner: { id: 'applicant' }, approved_by: null }]]);
  expect(exceptedIds(except, tender, behind)).toEqual(['recorder', 'one', 'two', 'applicant']);
});

test('what is not known behind a lookup leaves nobody out', () => {
  expect(exceptedIds(except, {}, new Map())).toEqual([]);
});
