import { expect, test } from 'vitest';
import { askedBefore, mentionedIn } from './comments.ts';

const people = [
  { id: '1', name: '王浩然' },
  { id: '2', name: '周明远' },
  { id: '3', name: '' },
];

test('who is named behind an @ is mentioned, whoever else was suggested is not', () => {
  expect(mentionedIn('@王浩然 请今天回访，周明远已同意', people).map((p) => p.id)).toEqual(['1']);
  expect(mentionedIn('先这样@', people)).toEqual([]);
});

test('the word between the last @ and the caret asks for people, until it ends', () => {
  expect(askedBefore('请 @')).toBe('');
  expect(askedBefore('请 @王浩然 和@zm')).toBe('zm');
  expect(askedBefore('@王浩然 ')).toBeUndefined();
  expect(askedBefore('@王\n')).toBeUndefined();
  expect(askedBefore('没有人')).toBeUndefined();
});
