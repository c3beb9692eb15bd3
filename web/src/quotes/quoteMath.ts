/** Amounts of a line as the server rounds them: exact, in hundredths, half away from zero. Nothing of it is a floating-point number. */
export interface Amounts {
  full: bigint;
  amount: bigint;
  tax: bigint;
}

export const nothing: Amounts = { full: 0n, amount: 0n, tax: 0n };

/** A number as a whole count of its smallest unit. */
function units(value: unknown, digits: number): bigint {
  return typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.round(value * 10 ** digits)) : 0n;
}

function divide(number: bigint, by: bigint): bigint {
  return (number * 2n + by) / (by * 2n);
}

export function amountsOf(line: Record<string, unknown>): Amounts {
  const [quantity, price] = [units(line.quantity, 3), units(line.price, 2)];
  const [discount, rate] = [units(line.discount, 2), units(line.tax_rate, 2)];
  const amount = divide(quantity * price * (10_000n - discount), 10_000_000n);
  return { full: divide(quantity * price, 1000n), amount, tax: divide(amount * rate, 10_000n + rate) };
}

export function totalOf(lines: readonly Record<string, unknown>[]): Amounts {
  return lines.map(amountsOf).reduce(
    (sum, line) => ({
      full: sum.full + line.full,
      amount: sum.amount + line.amount,
      tax: sum.tax + line.tax,
    }),
    nothing,
  );
}

/** How much more than another amount the hundredths are. */
export function differenceTo(amount: number, hundredths: bigint): bigint {
  return hundredths - units(amount, 2);
}

/** Hundredths as the number that is shown. */
export function shown(hundredths: bigint): number {
  return Number(hundredths) / 100;
}
