import type { FieldMeta, ObjectMeta } from '../../../api/meta.ts';

/**
 * What stands behind the name of a record that a lookup offers: what its object says, and what it belongs to,
 * as a stage to its pipeline, where records of several are offered.
 */
export function toldBeside(
  target: Pick<ObjectMeta, 'beside'> | undefined,
  within: FieldMeta['within'],
  only: string | undefined,
): string[] {
  const beside = target?.beside ?? [];
  const isNarrowed = within === undefined || only?.includes(`${within.field} eq `) || beside.includes(within.field);
  return isNarrowed ? beside : [...beside, within.field];
}

/** The order in which they are offered: steps as they follow each other, those of one whole together; others by name. */
export function orderOf(
  target: Pick<ObjectMeta, 'fields'> | undefined,
  besides: readonly FieldMeta[],
  nameField: string,
): string {
  if (!target?.fields.some((f) => f.name === 'position' && f.type === 'integer')) return nameField;
  return [...besides.filter((f) => f.type === 'lookup').map((f) => f.name), 'position'].join(',');
}
