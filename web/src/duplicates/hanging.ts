import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { targetOf } from '../records/recordQuery.ts';

/** An object whose records point at those of another, and by which fields. */
export interface Pointing {
  child: ObjectMeta;
  fields: FieldMeta[];
}

/** What can hang on a record of the object. */
export function pointingAt(object: string, objects: readonly ObjectMeta[]): Pointing[] {
  return objects.flatMap((child) => {
    const fields = child.fields.filter(
      (f) => !f.system && (f.type === 'lookup' ? targetOf(f) === object : f.objects?.includes(object)),
    );
    return fields.length > 0 ? [{ child, fields }] : [];
  });
}

/** Asks how many point at each of the records, by all fields at once, so that who points twice counts once. */
export function applyOf(fields: readonly FieldMeta[], ids: readonly string[]): string {
  const filter = fields.map((f) => `${f.name} in (${ids.join(',')})`).join(' or ');
  return `filter(${filter})/groupby((${fields.map((f) => f.name).join(',')}),aggregate($count as n))`;
}

/** How many of the answer's records point at one of these. */
export function countOf(
  answer: readonly Record<string, unknown>[],
  fields: readonly FieldMeta[],
  ids: readonly string[],
): number {
  return answer
    .filter((row) =>
      fields.some((f) => {
        const link = parseLink(row[f.name]);
        return link !== null && ids.includes(linkId(link));
      }),
    )
    .reduce((sum, row) => sum + Number(row.n ?? 0), 0);
}
