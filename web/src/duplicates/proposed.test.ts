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

it('the record on which most hangs is kept, whatever it is called', async () => {
  const { proposedWinner } = await import('./proposed.ts');
  const fields = [
    { name: 'name', type: 'text', editable: true, system: false },
    { name: 'contact_count', type: 'rollup', editable: false, system: false },
  ];
  const object = { name: 'account', nameField: 'name', fields } as unknown as ObjectMeta;
  const fresh = { id: 'a', name: '苏州恒信精密机械有限公司', contact_count: 0 };
  expect(proposedWinner(object, [fresh, { id: 'b', name: '恒信机械', contact_count: 1 }])).toBe('b');
});

it('a converted lead is kept, for it cannot be merged into another', async () => {
  const { proposedWinner } = await import('./proposed.ts');
  const fields = ['name', 'converted_at'].map((name) => ({ name, editable: true, system: false }));
  const lead = { name: 'lead', nameField: 'name', fields } as unknown as ObjectMeta;
  const converted = { id: 'b', name: '王海涛', converted_at: '2026-11-02T08:00:00Z' };
  expect(proposedWinner(lead, [{ id: 'a', name: '王海涛（宁波瑞丰）', converted_at: null }, converted])).toBe('b');
});
