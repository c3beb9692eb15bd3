import dayjs from 'dayjs';
import { expect, test } from 'vitest';
import { readMoment } from './readMoment.ts';

/** A Wednesday. */
const now = dayjs('2026-11-25T10:30:00');
const read = (text: string) => {
  const found = readMoment(text, now);
  return found && [found.at.format('YYYY-MM-DD HH:mm'), found.rest];
};

test.each([
  ['明天下午3点 回访王总', '2026-11-26 15:00', '回访王总'],
  ['周五前发送报价单', '2026-11-27 18:00', '发送报价单'],
  ['下周一上午十点半和李经理开会', '2026-11-30 10:30', '和李经理开会'],
  ['周一联系客户', '2026-11-30 18:00', '联系客户'],
  ['周三下午提交方案', '2026-11-25 15:00', '提交方案'],
  ['下下周日 复盘', '2026-12-13 18:00', '复盘'],
  ['3月5日寄样品', '2027-03-05 18:00', '寄样品'],
  ['十二月三十号 9:30 盘点', '2026-12-30 09:30', '盘点'],
  ['20号前回款', '2026-12-20 18:00', '回款'],
  ['后天晚上八点打电话', '2026-11-27 20:00', '打电话'],
  ['今晚9点发邮件', '2026-11-25 21:00', '发邮件'],
  ['两天后 跟进', '2026-11-27 18:00', '跟进'],
  ['14:05 提醒', '2026-11-25 14:05', '提醒'],
  ['9点站会', '2026-11-26 09:00', '站会'],
  ['给陈总打电话，明天', '2026-11-26 18:00', '给陈总打电话'],
  ['Call Wang tomorrow at 3pm', '2026-11-26 15:00', 'Call Wang'],
  ['send the quote by Friday', '2026-11-27 18:00', 'send the quote'],
  ['Next Monday 9:30 am: review', '2026-11-30 09:30', 'review'],
  ['visit on March 5', '2027-03-05 18:00', 'visit'],
  ['ship samples 2nd December', '2026-12-02 18:00', 'ship samples'],
  ['in 3 days check the order', '2026-11-28 18:00', 'check the order'],
])('%s', (typed, at, rest) => expect(read(typed)).toEqual([at, rest]));

test.each([
  '准备报价单',
  '联系三一重工',
  '整理 3 份资料',
  '上午场方案',
  '整理5点意见',
  'Prepare the May report',
  '2月30日盘点',
  '25:00 提醒',
  '',
])('%s names no time', (typed) => expect(readMoment(typed, now)).toBeUndefined());

test('a long run of the same sign is read in no time', () => {
  for (const sign of ['下', '，', ' ', '下个', '周', '十', '1']) {
    const began = performance.now();
    readMoment(`${sign.repeat(100_000)}x`, dayjs('2026-11-25T10:00:00+08:00'));
    expect(performance.now() - began, sign).toBeLessThan(500);
  }
});
