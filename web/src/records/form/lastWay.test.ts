import { beforeEach, expect, test, vi } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import { rememberWay, usualWay, wayToBegin } from './lastWay.ts';

const ways = ['note', 'call', 'visit'];
const activity = {
  name: 'activity',
  fields: [{ name: 'type', type: 'select', required: true, default: 'note', options: ways.map((value) => ({ value })) }],
  layout: { quick: ['type'] },
} as unknown as ObjectMeta;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test('the first time one calls those one sells to, and notes elsewhere', () => {
  expect(usualWay(activity, 'lead', ways)).toBe('call');
  expect(usualWay(activity, 'account', ways)).toBe('call');
  expect(usualWay(activity, 'opportunity', ways)).toBe('call');
  expect(usualWay(activity, 'contract', ways)).toBe('note');
});

test('one begins as one wrote last, also with a note', () => {
  rememberWay(activity, { type: 'visit' });
  expect(usualWay(activity, 'lead', ways)).toBe('visit');
  rememberWay(activity, { type: 'note' });
  expect(usualWay(activity, 'lead', ways)).toBe('note');
  expect(wayToBegin(activity)).toEqual({ type: 'visit' });
});

test('a way that is no longer offered is not begun on', () => {
  rememberWay(activity, { type: 'fax' });
  expect(usualWay(activity, 'lead', ways)).toBe('call');
});
