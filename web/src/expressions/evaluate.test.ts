import { describe, expect, it } from 'vitest';
import agreement from './agreement.json' with { type: 'json' };
import { evaluate } from './evaluate.ts';
import { type Context, NotHereError } from './tree.ts';

const context: Context = {
  userId: 'u',
  departmentId: null,
  now: new Date(agreement.now),
  timeZone: agreement.timeZone,
  calendar: agreement.calendar,
};

describe('the browser reads an expression as the server does', () => {
  it.each(agreement.cases.map((example, i) => [i, example] as const))('case %i', (_, { tree, record, expected }) => {
    expect(evaluate(tree, agreement.records[record] ?? {}, context)).toEqual(expected);
  });
});

describe('what the client cannot know', () => {
  it('another record is refused, not guessed', () => {
    expect(() => evaluate({ kind: 'field', type: 'text', path: ['account', 'name'] }, {}, context)).toThrow(NotHereError);
    expect(() => evaluate({ kind: 'any', type: 'boolean', child: 'deal_account' }, {}, context)).toThrow(NotHereError);
  });

  it('a function of a newer server is refused', () => {
    expect(() => evaluate({ kind: 'call', type: 'text', function: 'TOMORROW', arguments: [] }, {}, context)).toThrow(
      NotHereError,
    );
  });
});

it('a value being typed that is no number yet counts as empty', () => {
  const amount = { kind: 'field', type: 'decimal', scale: 2, path: ['amount'] };
  expect(evaluate(amount, { amount: '12.' }, context)).toBeNull();
  expect(evaluate(amount, { amount: 12.5 }, context)).toBe('12.5');
  expect(evaluate({ kind: 'call', type: 'boolean', function: 'ISBLANK', arguments: [amount] }, {}, context)).toBe(true);
});
