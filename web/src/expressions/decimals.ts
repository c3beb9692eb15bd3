/*
 * Exact decimals of at most 18 digits before the point and 10 after it, as bigint in units of 10⁻¹⁰: the rules of the server's Numbers.
 * What does not fit is empty.
 */
const digits = 10;
const unit = 10n ** 10n;
const limit = 10n ** 18n * unit;

export const fromWhole = (whole: bigint): bigint | null => bounded(whole * unit);

export const toWhole = (value: bigint): bigint => value / unit;

export const bounded = (value: bigint): bigint | null => (abs(value) < limit ? value : null);

export const abs = (value: bigint): bigint => (value < 0n ? -value : value);

export const sign = (value: bigint): bigint => (value < 0n ? -1n : value > 0n ? 1n : 0n);

export const multiply = (a: bigint, b: bigint): bigint | null => bounded(quotient(a * b, unit));

export const divide = (a: bigint, b: bigint): bigint | null => (b === 0n ? null : bounded(quotient(a * unit, b)));

export function modulo(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** A whole power from -100 to 100. */
export function power(a: bigint, exponent: bigint): bigint | null {
  const n = abs(exponent / unit);
  if (exponent % unit !== 0n || n > 100n || (a === 0n && exponent < 0n)) return null;
  const [top, bottom] = [a ** n, unit ** n];
  return bounded(exponent < 0n ? quotient(bottom * unit, top) : quotient(top * unit, bottom));
}

export function squareRoot(a: bigint): bigint | null {
  if (a < 0n) return null;
  return quotient(root(a * unit * 100n), 10n);
}

/** Rounds to digits after the point: half away from zero, away from zero, or towards zero. */
export function round(a: bigint, to: bigint, how: 'half' | 'up' | 'down'): bigint | null {
  if (to >= BigInt(digits)) return bounded(a);
  const step = 10n ** (BigInt(digits) - (to < -18n ? -18n : to));
  const [whole, rest] = [a / step, a % step];
  const more = how === 'up' || (how === 'half' && abs(rest) * 2n >= step) ? sign(rest) : 0n;
  return bounded((whole + more) * step);
}

export const ceiling = (a: bigint): bigint => (a % unit > 0n ? a / unit + 1n : a / unit);

export const floor = (a: bigint): bigint => (a % unit < 0n ? a / unit - 1n : a / unit);

/** As a column with `scale` digits holds it; empty when it needs more than 18 digits there. */
export function toColumn(a: bigint, scale: number): bigint | null {
  const rounded = round(a, BigInt(scale), 'half');
  return rounded !== null && abs(rounded) < 10n ** BigInt(18 - scale) * unit ? rounded : null;
}

/** Reads `-12.50`; empty when the text is no such number. */
export function parse(text: string): bigint | null {
  const match = /^([+-]?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text);
  if (!match) return null;
  const [, minus, whole = '0', fraction = ''] = match;
  const kept = BigInt(whole) * unit + BigInt(fraction.slice(0, digits).padEnd(digits, '0'));
  const up = (fraction[digits] ?? '0') >= '5' ? 1n : 0n;
  return bounded(minus === '-' ? -(kept + up) : kept + up);
}

export const fromNumber = (value: number): bigint | null =>
  Number.isFinite(value) ? parse(String(value).includes('e') ? value.toFixed(digits) : String(value)) : null;

/** The number as text: no exponent, no needless zeros. */
export function toText(value: bigint): string {
  const fraction = (abs(value) % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${abs(value) / unit}${fraction ? `.${fraction}` : ''}`;
}

/** The number in a format such as `#,##0.00` or `0%`. */
export function format(value: bigint, pattern: string): string {
  const [, grouped, zeros = '', percent] = /^(#,##)?0(?:\.(0{1,10}))?(%)?$/.exec(pattern) ?? [];
  const scaled = percent ? value * 100n : value;
  const step = 10n ** BigInt(digits - zeros.length);
  const rounded = quotient(scaled, step);
  const text = abs(rounded)
    .toString()
    .padStart(zeros.length + 1, '0');
  const whole = text.slice(0, text.length - zeros.length);
  const fraction = zeros.length > 0 ? `.${text.slice(text.length - zeros.length)}` : '';
  return `${rounded < 0n ? '-' : ''}${grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole}${fraction}${percent ?? ''}`;
}

/** The quotient rounded half away from zero. */
function quotient(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return abs(rest) * 2n >= abs(b) ? a / b + sign(rest) * sign(b) : a / b;
}

function root(square: bigint): bigint {
  if (square === 0n) return 0n;
  let guess = 1n << BigInt((square.toString(2).length + 1) >> 1);
  while (true) {
    const next = (guess + square / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
