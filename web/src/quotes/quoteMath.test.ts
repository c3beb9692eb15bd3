import { describe, expect, it } from 'vitest';
import { amountsOf, differenceTo, shown, totalOf } from './quoteMath.ts';

describe('amounts of a quote while one types', () => {
  it('round half a cent away from zero', () => {
    expect(amountsOf({ quantity: 0.5, price: 0.01 }).amount).toBe(1n);
    expect(amountsOf({ quantity: 1.005, price: 1 }).amount).toBe(101n);
  });

  it('take the discount off and the tax out of a price that includes it, as the server does', () => {
    expect(amountsOf({ quantity: 3, price: 33.35, discount: 15, tax_rate: 6 })).toEqual({
      full: 10005n,
      amount: 8504n,
      tax: 481n,
    });
  });

  it('add up line by line', () => {
    const total = totalOf([{ quantity: 3, price: 0.1 }, { quantity: 1, price: 0.2, tax_rate: 13 }, {}]);
    expect([shown(total.full), shown(total.amount), shown(total.tax)]).toEqual([0.5, 0.5, 0.02]);
  });

  it('stay exact where floating-point numbers would not', () => {
    expect(shown(totalOf(Array.from({ length: 1000 }, () => ({ quantity: 1, price: 0.1 }))).amount)).toBe(100);
  });

  it('say how far they are from what the deal is worth', () => {
    expect(differenceTo(120_000, 11_800_000n)).toBe(-200_000n);
    expect(differenceTo(0.3, 30n)).toBe(0n);
  });
});
