import { expect, it } from 'vitest';
import { moved, questionsOf, worded } from './questions.ts';

const list = [{ field: 'name' }, { field: 'mobile' }, { field: 'company' }];

it('moves a question by one place, and not beyond the ends', () => {
  expect(moved(list, 2, -1).map((q) => q.field)).toEqual(['name', 'company', 'mobile']);
  expect(moved(list, 0, 1).map((q) => q.field)).toEqual(['mobile', 'name', 'company']);
  expect(moved(list, 0, -1)).toEqual(list);
  expect(moved(list, 2, 1)).toEqual(list);
});

it('keeps words of its own only while there are any', () => {
  expect(worded({ field: 'name', required: true }, { zh: '称呼', en: '' })).toEqual({
    field: 'name',
    required: true,
    label: { zh: '称呼', en: '' },
  });
  expect(worded({ field: 'name', label: { zh: '称呼' } }, { zh: ' ', en: '' })).toEqual({ field: 'name' });
});

it('reads what is stored, and nothing else', () => {
  expect(questionsOf([{ field: 'name' }, null, 3, { label: {} }])).toEqual([{ field: 'name' }]);
  expect(questionsOf('name')).toEqual([]);
});
