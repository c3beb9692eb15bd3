import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { dateSample, numberSample } from './numberSample.ts';

test('a number is shown as its parts make it', () => {
  const day = dayjs('2026-11-28');
  expect(numberSample({ parts: [{ text: 'BJ' }, { date: 'yyyyMM' }, { text: '-' }, { counter: 4 }] }, day)).toBe('BJ202611-0001');
  expect(dateSample('yyMMdd', day)).toBe('261128');
});
