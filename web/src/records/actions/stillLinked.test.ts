import { expect, it } from 'vitest';
import { ApiError } from '../../api/http.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import { stillLinked } from './stillLinked.ts';

const child = (name: string, label: string, ...fields: string[]) =>
  ({
    name,
    label,
    plural: label,
    fields: fields.map((field) => ({ name: field, type: 'lookup', label: field, object: 'account' })),
  }) as unknown as ObjectMeta;
const objects = [
  child('account', '客户', 'parent'),
  child('contract', '合同', 'account'),
  child('contract_change', '合同变更', 'account'),
  child('team', '成员'),
];
const refused = (message: string, code = 'still_referenced') => new ApiError(409, code, message, []);

it('leads to the records that stand in the way of deleting', () => {
  expect(stillLinked(refused('还有 6 条合同关联着该客户，请先处理后再删除。'), 'account', 'a1', objects)).toEqual({
    plural: '合同',
    path: '/o/contract?view=all&filter=account%20eq%20a1',
  });
  expect(stillLinked(refused('还有 6 条合同变更关联着该客户，请先处理后再删除。'), 'account', 'a1', objects)?.plural).toBe(
    '合同变更',
  );
});

it('leads nowhere when nobody says what they are, or it is something else', () => {
  expect(
    stillLinked(refused('还有其他记录关联着该客户，请先处理后再删除。', 'still_referenced_somewhere'), 'account', 'a1', objects),
  ).toBeUndefined();
  expect(stillLinked(refused('合同已签署', 'rule'), 'account', 'a1', objects)).toBeUndefined();
  expect(stillLinked(new Error('合同'), 'account', 'a1', objects)).toBeUndefined();
});
