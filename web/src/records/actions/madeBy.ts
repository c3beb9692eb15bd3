import type { Definitions } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';

/**
 * What an action made, by its answer: the first object that it names, other than what the record pointed to before, such as the deal of a converted
 * lead or the contract of a won deal. What is only noted about the record, such as a visit, shows in its story, where one is.
 */
export function madeBy(
  answer: Record<string, unknown> | undefined,
  on: string,
  record: RecordData,
  definitions: Pick<Definitions, 'find'>,
): { object: string; id: string } | undefined {
  for (const [object, id] of Object.entries(answer ?? {})) {
    const before = parseLink(record[object]);
    const isNew = typeof id === 'string' && id !== record.id && !(before && linkId(before) === id);
    const made = isNew && definitions.find(object);
    if (made && !made.fields.some((field) => field.type === 'reference' && field.objects?.includes(on))) return { object, id };
  }
  return undefined;
}
