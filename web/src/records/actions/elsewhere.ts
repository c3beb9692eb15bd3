import type { ActionMeta, Definitions, ObjectMeta } from '../../api/meta.ts';
import { type RecordData, readOffered, readRecord } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { reasonOf } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';

/** Actions that are those of the record behind a lookup: what they ask for, and what stands in their way, is about that one. */
const elsewhere: Readonly<Record<string, { lookup: string; action: string }>> = {
  'contract.win_deal': { lookup: 'opportunity', action: 'win' },
};

/** Opens the dialog of an action; of one that belongs to a record behind a lookup, the dialog there, where it can still be taken. */
export async function openAction(
  object: ObjectMeta,
  records: readonly RecordData[],
  action: ActionMeta,
  definitions: Pick<Definitions, 'find'> | undefined,
): Promise<void> {
  const own = () => openDialog({ kind: 'action', object: object.name, records, action });
  const place = elsewhere[`${object.name}.${action.name}`];
  const [record] = records;
  const other = definitions?.find(object.fields.find((f) => f.name === place?.lookup)?.object);
  const there = other?.actions.find((a) => a.name === place?.action);
  if (!place || !record || !other || !there) return own();
  try {
    const { [place.lookup]: raw } = place.lookup in record ? record : await readRecord(object.name, record.id);
    const link = parseLink(raw);
    if (!link) return own();
    const [found, offered] = await Promise.all([readRecord(other.name, linkId(link)), readOffered(other.name, linkId(link))]);
    if (!offered.actions.includes(there.name)) return own();
    openDialog({ kind: 'action', object: other.name, records: [found], action: there });
  } catch (error) {
    tellError(reasonOf(error));
  }
}
