import { expect, it, vi } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';

vi.mock('../../api/records.ts', () => ({
  readRecord: async (_: string, id: string) => {
    if (id === 'hidden') throw new Error('not found');
    return { id, name: '启航 · 合同 2026-11' };
  },
}));

const { documentMade } = await import('./madeName.ts');
const contract = { name: 'contract', nameField: 'name', fields: [] } as unknown as ObjectMeta;
const definitions = { find: (name: string | undefined) => (name === 'contract' ? contract : undefined) };

it('tells of the document that was made, and where it is', async () => {
  expect(await documentMade('make_contract', { contract: 'c1' }, 'quote', { id: 'q1' }, definitions)).toEqual({
    name: '启航 · 合同 2026-11',
    path: '/o/contract/c1',
  });
});

it('tells of nothing else: not of what is no document made, nor of one that cannot be read', async () => {
  expect(await documentMade('submit', { contract: 'c1' }, 'quote', { id: 'q1' }, definitions)).toBeUndefined();
  expect(await documentMade('make_contract', undefined, 'quote', { id: 'q1' }, definitions)).toBeUndefined();
  expect(await documentMade('make_contract', { contract: 'hidden' }, 'quote', { id: 'q1' }, definitions)).toBeUndefined();
});
