import { expect, test } from 'vitest';
import { passwordTable } from './passwordTable.ts';

test('passwords are copied as a table, a line for each person', () => {
  const people = [
    { id: 'a', name: '陈静', login: 'chen.jing' },
    { id: 'b', name: '王建国', login: 'wang.jianguo' },
  ];
  const given = new Map([
    ['a', 'x1'],
    ['b', 'y2'],
  ]);
  expect(passwordTable(['姓名', '账号', '初始密码'], people, given)).toBe(
    '姓名\t账号\t初始密码\n陈静\tchen.jing\tx1\n王建国\twang.jianguo\ty2',
  );
});
