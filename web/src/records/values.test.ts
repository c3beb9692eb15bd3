import { beforeAll, expect, it, vi } from 'vitest';
import { Definitions, type ObjectMeta, show } from '../api/meta.ts';

let titleOf: typeof import('./values.ts').titleOf;

beforeAll(async () => {
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ titleOf } = await import('./values.ts'));
});

const limit = {
  label: '优惠权限',
  nameField: 'note',
  fields: [{ type: 'lookup', name: 'role', required: true }],
} as unknown as ObjectMeta;

it('what has no name is called after what it is for, and by its number only where that is not known', () => {
  expect(titleOf(limit, { id: 'abc-123456', note: '华东特批', role: { id: 'r1', label_zh: '销售' } })).toBe('华东特批');
  expect(titleOf(limit, { id: 'abc-123456', note: '', role: { id: 'r1', label_zh: '销售' } })).toBe('优惠权限 销售');
  expect(titleOf(limit, { id: 'abc-123456', note: null, role: 'r1' })).toBe('优惠权限 123456');
});

it('what is named after an object is called as people call that object', () => {
  const line = { label: 'Hand-over line', nameField: 'object', fields: [] } as unknown as ObjectMeta;
  show(new Definitions('1', [{ name: 'account', label: 'Account', fields: [] } as unknown as ObjectMeta], []));
  expect(titleOf(line, { id: 'abc-123456', object: 'account' })).toBe('Account');
  expect(titleOf(line, { id: 'abc-123456', object: 'hidden' })).toBe('hidden');
});
