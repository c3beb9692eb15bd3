import { expect, it, vi } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';

const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
vi.stubGlobal('window', { matchMedia: () => quiet });
vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });

const account = { name: 'account', type: 'lookup', object: 'account', target: 'account' } as unknown as FieldMeta;
const regarding = { name: 'regarding', type: 'reference', objects: ['account', 'lead'] } as unknown as FieldMeta;
const activity = { name: 'activity', label: '跟进', fields: [account, regarding] } as unknown as ObjectMeta;

it('what points at a record by two fields is asked for at once and counted once', async () => {
  const { applyOf, countOf, pointingAt } = await import('./hanging.ts');
  const lead = { name: 'lead', label: '线索', fields: [{ name: 'name', type: 'text' }] } as unknown as ObjectMeta;
  expect(pointingAt('account', [activity, lead]).map((p) => [p.child.name, p.fields.length])).toEqual([['activity', 2]]);
  expect(applyOf([account, regarding], ['a', 'b'])).toBe(
    'filter(account in (a,b) or regarding in (a,b))/groupby((account,regarding),aggregate($count as n))',
  );
  const answer = [
    { account: 'a', regarding: 'a', n: 3 },
    { account: 'a', regarding: null, n: 2 },
    { account: 'b', regarding: 'x', n: 4 },
  ];
  expect(countOf(answer, [account, regarding], ['a'])).toBe(5);
  expect(countOf(answer, [account, regarding], ['b'])).toBe(4);
  expect(countOf(answer, [account, regarding], ['a', 'b'])).toBe(9);
});
