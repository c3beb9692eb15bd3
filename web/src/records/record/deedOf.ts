import type { Definitions, FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { HistoryEntry } from '../../api/records.ts';
import { isEmpty } from '../values.ts';
import { pathField } from './pathField.ts';

/** What a change was, where it is something people have a word for. */
export type Deed =
  | { did: 'claimed' }
  | { did: 'assigned' | 'handed' | 'pooled' | 'moved'; field: FieldMeta; to: unknown; from: unknown }
  | { did: 'converted' };

/** The action behind the changed fields of one write; undefined where the fields are all there is to say. */
export function deedOf(object: ObjectMeta, definitions: Definitions, entry: HistoryEntry): Deed | undefined {
  if (entry.kind !== 'updated') return undefined;
  const changed = (field: FieldMeta | undefined) => entry.changes.find((change) => change.field === field?.name);
  const pool = object.fields.find((f) => f.type === 'lookup' && f.object === 'sea_pool');
  const owner = definitions.field(object, 'owner');
  const path = pathField(object, definitions) ?? statusField(object);
  const [pooled, handed, moved] = [changed(pool), changed(owner), changed(path)];

  if (pool && pooled && !isEmpty(pooled.to)) return { did: 'pooled', field: pool, ...sides(pooled) };
  if (pooled && owner && handed && !isEmpty(handed.to))
    return handed.to === entry.actor.id ? { did: 'claimed' } : { did: 'assigned', field: owner, ...sides(handed) };
  if (path && moved) return moved.to === 'converted' ? { did: 'converted' } : { did: 'moved', field: path, ...sides(moved) };
  if (owner && handed && !isEmpty(handed.to)) return { did: 'handed', field: owner, ...sides(handed) };
  return undefined;
}

/** Where a record that moves along no board stands: an invoice, an order, an approval. */
function statusField(object: ObjectMeta): FieldMeta | undefined {
  return object.fields.find((f) => f.name === 'status' && f.type === 'select');
}

function sides(change: { from?: unknown; to?: unknown }): { from: unknown; to: unknown } {
  return { from: change.from, to: change.to };
}
