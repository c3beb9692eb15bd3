import { dateFunctions } from './dateFunctions.ts';
import * as decimals from './decimals.ts';
import { textFunctions } from './textFunctions.ts';
import type { Context, Value } from './tree.ts';

/** The meaning of a function for arguments of the kinds the server gave it. */
export type Meaning = (args: Value[], context: Context) => Value;

/** Functions that look at empty arguments themselves. Every other one is empty, or false, as soon as one argument is. */
export const takesEmpty: Record<string, Meaning> = {
  AND: (args) => args.every((a) => a === true),
  OR: (args) => args.some((a) => a === true),
  NOT: ([a]) => a !== true,
  IF: ([condition, then, otherwise]) => (condition === true ? (then ?? null) : (otherwise ?? null)),
  ISBLANK: ([a]) => a === null || a === '' || (Array.isArray(a) && a.length === 0),
  COALESCE: (args) => args.find((a) => a !== null) ?? null,
  EQ: (args) => compared(args, (order) => order === 0),
  NE: ([a, b]) => (a === null || b === null ? a !== b : compare(a ?? null, b ?? null) !== 0),
  LT: (args) => compared(args, (order) => order < 0),
  LE: (args) => compared(args, (order) => order <= 0),
  GT: (args) => compared(args, (order) => order > 0),
  GE: (args) => compared(args, (order) => order >= 0),
  IN: ([value = null, ...others]) =>
    value !== null && others.flat().some((other) => other !== null && compare(value, other) === 0),
  CONCAT: (args) => args.map((a) => a ?? '').join(''),
  MIN: (args) => extreme(args, (order) => order < 0),
  MAX: (args) => extreme(args, (order) => order > 0),
};

const numberFunctions: Record<string, Meaning> = {
  ADD: ([a, b]) => decimals.bounded(big(a) + big(b)),
  SUB: ([a, b]) => decimals.bounded(big(a) - big(b)),
  MUL: ([a, b]) => decimals.multiply(big(a), big(b)),
  DIV: ([a, b]) => decimals.divide(big(a), big(b)),
  POWER: ([a, b]) => decimals.power(big(a), big(b)),
  NEG: ([a]) => -big(a),
  MOD: ([a, b]) => decimals.modulo(big(a), big(b)),
  ABS: ([a]) => decimals.abs(big(a)),
  SIGN: ([a]) => decimals.sign(big(a)),
  ROUND: ([a, n]) => decimals.round(big(a), big(n), 'half'),
  ROUNDUP: ([a, n]) => decimals.round(big(a), big(n), 'up'),
  ROUNDDOWN: ([a, n]) => decimals.round(big(a), big(n), 'down'),
  CEILING: ([a]) => decimals.ceiling(big(a)),
  FLOOR: ([a]) => decimals.floor(big(a)),
  TRUNC: ([a]) => decimals.toWhole(big(a)),
  SQRT: ([a]) => decimals.squareRoot(big(a)),
  DECIMAL: ([a]) => decimals.fromWhole(big(a)),
  NUMBERTEXT: ([a]) => decimals.toText(big(a)),
  FORMATNUMBER: ([a, format]) => decimals.format(big(a), String(format)),
};

const listFunctions: Record<string, Meaning> = {
  HASANY: ([list, ...wanted]) => wanted.flat().some((w) => (list as string[]).includes(String(w))),
  HASALL: ([list, ...wanted]) => wanted.flat().every((w) => (list as string[]).includes(String(w))),
  LISTCOUNT: ([list]) => BigInt((list as string[]).length),
};

/** Functions that never see an empty argument. */
export const strict: Record<string, Meaning> = { ...numberFunctions, ...textFunctions, ...dateFunctions, ...listFunctions };

/** Strict functions whose answer is a condition: false, not empty, when an argument is empty. */
export const conditions: ReadonlySet<string> = new Set(['CONTAINS', 'STARTSWITH', 'ENDSWITH', 'HASANY', 'HASALL']);

/** Orders two values of a kind: numbers by size, text by code point. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (a === b) return 0;
  return (a as number) < (b as number) ? -1 : 1;
}

/** UTF-16 orders characters beyond U+FFFF before those from U+E000 on; the databases do not. */
function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [high, low] = [isSurrogate(x), isSurrogate(y)];
    return high === low ? x - y : high ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const big = (value: Value | undefined): bigint => value as bigint;

function compared([a = null, b = null]: Value[], holds: (order: number) => boolean): boolean {
  return a !== null && b !== null && holds(compare(a, b));
}

function extreme(args: Value[], isBetter: (order: number) => boolean): Value {
  return args.reduce<Value>((best, a) => (a !== null && (best === null || isBetter(compare(a, best))) ? a : best), null);
}
