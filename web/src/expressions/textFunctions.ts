import * as decimals from './decimals.ts';
import type { Meaning } from './functions.ts';
import type { Value } from './tree.ts';

const longestText = 10_000n;

/** Text functions. Lengths and positions count code points; searching ignores the case of A to Z and of no other letters. */
export const textFunctions: Record<string, Meaning> = {
  LEN: ([a]) => BigInt(points(a).length),
  LEFT: ([a, n]) => part(points(a), 0, whole(n)),
  RIGHT: ([a, n]) => {
    const all = points(a);
    return part(all, Math.max(0, all.length - Math.max(0, whole(n))), whole(n));
  },
  MID: ([a, from, n]) => (whole(from) < 1 ? null : part(points(a), whole(from) - 1, whole(n))),
  UPPER: ([a]) => text(a).replace(/[a-z]/g, (c) => c.toUpperCase()),
  LOWER: ([a]) => fold(a),
  TRIM: ([a]) => text(a).replace(/^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/g, ''),
  CONTAINS: ([a, b]) => fold(a).includes(fold(b)),
  STARTSWITH: ([a, b]) => fold(a).startsWith(fold(b)),
  ENDSWITH: ([a, b]) => fold(a).endsWith(fold(b)),
  SUBSTITUTE: ([a, old, by]) => (text(old) === '' ? text(a) : text(a).split(text(old)).join(text(by))),
  FIND: ([a, b]) => {
    const at = text(b).indexOf(text(a));
    return at < 0 ? null : BigInt([...text(b).slice(0, at)].length + 1);
  },
  PADLEFT: ([a, n, pad]) => padded(a, n, pad, (fill) => fill + text(a)),
  PADRIGHT: ([a, n, pad]) => padded(a, n, pad, (fill) => text(a) + fill),
  REPT: ([a, n]) => {
    const count = (n as bigint) < 0n ? 0n : (n as bigint);
    const length = BigInt(points(a).length);
    if (count * length > longestText) return null;
    return length === 0n ? '' : text(a).repeat(Number(count));
  },
  VALUE: ([a]) => {
    const match = /^ *([+-]?\d{1,18}(?:\.\d{1,10})?) *$/.exec(text(a));
    return match?.[1] === undefined ? null : decimals.parse(match[1]);
  },
  TIMETEXT: ([a]) => text(a),
};

const text = (value: Value | undefined): string => value as string;

const points = (value: Value | undefined): string[] => [...text(value)];

const whole = (value: Value | undefined): number => Number(value as bigint);

const fold = (value: Value | undefined): string => text(value).replace(/[A-Z]/g, (c) => c.toLowerCase());

const part = (all: string[], from: number, count: number): string => all.slice(from, from + Math.max(0, count)).join('');

function padded(
  a: Value | undefined,
  n: Value | undefined,
  pad: Value | undefined,
  join: (fill: string) => string,
): string | null {
  if ((n as bigint) > longestText) return null;
  const missing = whole(n) - points(a).length;
  const fill = points(pad);
  if (missing <= 0 || fill.length === 0) return text(a);
  return join(Array.from({ length: missing }, (_, i) => fill[i % fill.length]).join(''));
}
