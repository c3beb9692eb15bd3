import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { activityShape } from '../record/activityShape.ts';
import { readDraft, writeDraft } from './drafts.ts';

/** What one usually talks about by phone first. */
const calledFirst: ReadonlySet<string> = new Set(['lead', 'account', 'contact', 'opportunity']);

/** Of what is noted in passing, the field that says which way it went: by phone, in a meeting. */
function wayOf(object: ObjectMeta): FieldMeta | undefined {
  const { type } = activityShape(object);
  return type && object.layout.quick.includes(type.name) && type.default !== undefined ? type : undefined;
}

/** Remembers which way somebody noted last. */
export function rememberWay(object: ObjectMeta, values: Record<string, unknown>): void {
  const way = wayOf(object);
  const chosen = way && values[way.name];
  if (!chosen) return;
  writeDraft(`last.${object.name}`, { chosen });
  if (chosen !== way.default) writeDraft(`way.${object.name}`, { chosen });
}

/** The way somebody noted last of these; the first time a call where one sells to somebody, and elsewhere the default. */
export function usualWay(object: ObjectMeta, about: string, ways: readonly string[]): string | undefined {
  const has = (way: unknown) => ways.find((one) => one === way);
  const last = has(readDraft(`last.${object.name}`)?.chosen);
  const first = calledFirst.has(about) ? has('call') : undefined;
  return last ?? first ?? has(wayOf(object)?.default) ?? has('note') ?? ways[0];
}

/** Where something has to have happened, what one begins with: the way it went last, or the first that is more than the default, a note. */
export function wayToBegin(object: ObjectMeta): Record<string, unknown> {
  const way = wayOf(object);
  if (!way) return {};
  const ways = (way.options ?? []).map((option) => option.value).filter((value) => value !== way.default);
  const last = readDraft(`way.${object.name}`)?.chosen;
  const first = ways.find((value) => value === last) ?? ways[0];
  return first === undefined ? {} : { [way.name]: first };
}
