import type { Definitions } from '../api/meta.ts';

/** Whether one may see, and so add up, the amounts of an object's records. */
export function knowsAmount(definitions: Definitions, object: string): boolean {
  const amount = definitions.field(object, 'amount');
  return amount !== undefined && !amount.masked;
}
