import { expect, test } from 'vitest';
import { shortNeed } from './shortNeed.ts';

test('a need is short: up to a clause, else a word, else so many characters', () => {
  expect(shortNeed('焊接线改造\n三条线')).toBe('焊接线改造');
  expect(shortNeed('需要三套视觉检测设备，用于动力电池产线，预算一百万以内，希望下月到货')).toBe(
    '需要三套视觉检测设备，用于动力电池产线',
  );
  expect(shortNeed('我们想了解贵公司的焊接机器人工作站以及配套视觉检测设备的价格')).toBe(
    '我们想了解贵公司的焊接机器人工作站以及配',
  );
  expect(shortNeed('Welding line upgrade for the new battery plant in Suzhou')).toBe('Welding line upgrade for the new battery');
  expect(shortNeed(' \n')).toBeNull();
  expect(shortNeed(null)).toBeNull();
});

test('signs alone are no need', () => {
  expect(shortNeed('，，，，，')).toBeNull();
  expect(shortNeed('……\n??? !!')).toBeNull();
  expect(shortNeed('——\n焊接线改造')).toBe('焊接线改造');
  expect(shortNeed('，，，，，，，，，，，，，，，，，，，，，，，，，要三套焊接机器人')).toBe('要三套焊接机器人');
  expect(shortNeed('：需要机器人。')).toBe('需要机器人。');
});
