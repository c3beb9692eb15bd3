import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { dayOf, formatDay } from '../i18n/format.ts';
import { readablePhone } from '../records/kinds/phone/readablePhone.ts';
import { linkName, parseLink } from '../records/kinds/shared/reference.ts';
import { isEmpty } from '../records/values.ts';

/** What tells two records of one name apart, the most telling first: whose they are, where, how they are reached, since when. */
const telling = ['owner', 'account', 'company', 'address', 'region', 'mobile', 'phone', 'created_at'];

/** Those of them that the object has and the reader may see. */
export function tellingFields(object: ObjectMeta): FieldMeta[] {
  return telling.flatMap((name) => object.fields.find((field) => field.name === name) ?? []);
}

/** What a record has to say of it in a line; of an address its place. */
export function tellingText(field: FieldMeta, record: RecordData): string | null {
  const value = record[field.name];
  if (isEmpty(value)) return null;
  const link = parseLink(value);
  if (typeof link === 'object' && link) return linkName(link) ?? null;
  if (field.type === 'address') return placeOf(value as Record<string, unknown>);
  if (field.type === 'phone' && typeof value === 'string' && !value.includes('*')) return readablePhone(value);
  if (field.type === 'datetime') return formatDay(dayOf(String(value)));
  return typeof value === 'string' ? value : null;
}

function placeOf({ province, city }: Record<string, unknown>): string | null {
  const parts = [...new Set([province, city])].filter((part) => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join('') : null;
}
