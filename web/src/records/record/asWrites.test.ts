import { expect, test } from 'vitest';
import type { ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry } from '../../api/records.ts';
import { asWrites } from './asWrites.ts';
import type { Moment } from './useStory.ts';

const object = { name: 'contact' } as ObjectMeta;
const change = (key: string, at: string, writer: string): Moment => ({
  kind: 'change',
  key,
  at,
  who: writer,
  writtenAt: at,
  writer,
  entry: {} as HistoryEntry,
});
const made = (key: string, at: string, writer: string | undefined): Moment => ({
  kind: 'related',
  key,
  at,
  who: writer ?? '',
  writtenAt: at,
  writer,
  object,
  record: { id: key },
});
const keys = (moments: Moment[]) => asWrites(moments).map((w) => [w.told.key, ...w.beside.map((m) => m.key)]);

test('what one person wrote in one commit is one entry, told by the change', () => {
  const at = '2026-11-26T08:00:00.123Z';
  expect(keys([made('deal', at, '王浩然'), made('contact', at, '王浩然'), change('c4', at, '王浩然')])).toEqual([
    ['c4', 'deal', 'contact'],
  ]);
});

test('the same moment of two people and two moments of one person stay apart', () => {
  const at = '2026-11-26T08:00:00.123Z';
  expect(
    keys([change('c4', at, '王浩然'), made('task', at, '系统'), change('c3', '2026-11-26T08:00:00.122Z', '王浩然')]),
  ).toEqual([['c4'], ['task'], ['c3']]);
});

test('entries of which nobody knows who wrote them stay by themselves', () => {
  const at = '2026-11-26T08:00:00.123Z';
  expect(keys([made('a', at, undefined), made('b', at, undefined)])).toEqual([['a'], ['b']]);
});

test('a payment leads, and the status that came of it stands beside; a status that a person set leads', () => {
  const at = '2026-11-26T08:00:00.123Z';
  const status = { ...change('c4', at, '何丽萍'), entry: { kind: 'updated', changes: [{ field: 'status' }] } } as Moment;
  const led = (isByHand: boolean) => asWrites([status, made('payment', at, '何丽萍')], () => isByHand)[0]?.told.key;
  expect(led(false)).toBe('payment');
  expect(led(true)).toBe('c4');
  expect(asWrites([status, made('a', at, '何丽萍'), made('b', at, '何丽萍')], () => false)[0]?.told.key).toBe('c4');
});
