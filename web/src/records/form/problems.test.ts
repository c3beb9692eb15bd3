import { expect, test } from 'vitest';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { problemsOf } from './problems.ts';

const field = (name: string, label: string) => ({ name, label, type: 'text' }) as FieldMeta;
const [score, tender] = [field('score', '得分'), field('tender', '招标')];
const object = { fields: [score, tender] } as ObjectMeta;
const refusal = (...details: { target?: string; message: string; code: string }[]) =>
  new ApiError(403, 'forbidden_fields', '没有权限', details);

test('a refusal about a field on the form stands at that field alone', () => {
  expect(problemsOf(object, refusal({ code: 'x', target: 'score', message: '太大' }), [score])).toEqual({ score: '太大' });
});

test('a refusal about a field that the form does not show stands above the form, with the name of the field', () => {
  const problems = problemsOf(object, refusal({ code: 'x', target: 'tender', message: '不能修改' }), [score]);
  expect(Object.keys(problems)).toEqual(['']);
  expect(problems['']).toContain('招标');
  expect(problems['']).toContain('不能修改');
});

test('a refusal that names its field is not given the name again', () => {
  expect(problemsOf(object, refusal({ code: 'x', target: 'tender', message: '招标不能修改' }), [score])).toEqual({
    '': '招标不能修改',
  });
});

test('a refusal about a line of a table is not lost', () => {
  expect(problemsOf(object, refusal({ code: 'x', target: 'lines[0].price', message: '单价太低' }), [score])).toEqual({
    '': '单价太低',
  });
});

test('a refusal without details gives its reason', () => {
  expect(problemsOf(object, new ApiError(403, 'forbidden', '没有权限'), [score])).toEqual({ '': '没有权限' });
});
