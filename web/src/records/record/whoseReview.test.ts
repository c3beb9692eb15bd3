import { expect, it } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import type { ConditionContext } from '../conditions.ts';
import { whoseReview } from './whoseReview.ts';

const says = (value: boolean) => ({ kind: 'constant', type: 'boolean', value });
const me = { user: { id: 'me' }, company: { timezone: 'UTC', holidays: [], workedWeekends: [] } } as unknown as ConditionContext;
const contract = (waits: boolean, actions: string[] = []) =>
  ({
    actions: actions.map((name) => ({ name })),
    reviews: [{ action: 'approve', by: 'submitted_by', waiting: says(waits) }],
  }) as unknown as ObjectMeta;

it('who submitted or owns what waits for approval is told why they do not approve it', () => {
  expect(whoseReview(contract(true), { id: 'c', submitted_by: { id: 'me', name: '我' }, owner: 'me' }, me)).toBe('submitted');
  expect(whoseReview(contract(true), { id: 'c', submitted_by: 'other', owner: { id: 'me', name: '我' } }, me)).toBe('owned');
});

it('nothing is said to others, once it is decided, or to who may approve it all the same', () => {
  const mine = { id: 'c', submitted_by: 'me', owner: 'me' };
  expect(whoseReview(contract(true), { id: 'c', submitted_by: 'other', owner: null }, me)).toBeUndefined();
  expect(whoseReview(contract(false), mine, me)).toBeUndefined();
  expect(whoseReview(contract(true, ['approve']), mine, me)).toBeUndefined();
});
