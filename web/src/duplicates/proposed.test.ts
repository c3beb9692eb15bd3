import { expect, it, vi } from 'vitest';
import type { ObjectMeta } from '../api/meta.ts';

const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
vi.stubGlobal('window', { matchMedia: () => quiet });
vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });

it('the record with the fullest name is kept, of equal ones that with the most to say', async () => {
  const { proposedWinner } = await import('./proposed.ts');
  const fields = ['name', 'phone'].map((name) => ({ name, editable: true, system: false }));
  const object = { name: 'account', nameField: 'name', fields } as unknown as ObjectMeta;
  const short = { id: 'a', name: '恒信机械', phone: '+862158001234' };
  expect(proposedWinner(object, [short, { id: 'b', name: '苏州恒信精密机械有限公司' }])).toBe('b');
  expect(proposedWinner(object, [{ id: 'c', name: '恒信机械' }, short])).toBe('a');
  expect(proposedWinner(object, [short, { ...short, id: 'd' }])).toBe('a');
});
