import type { Definitions } from '../../api/meta.ts';
import { type RecordData, readRecord } from '../../api/records.ts';
import { titleOf } from '../values.ts';
import { madeBy } from './madeBy.ts';

/** The document that an action such as 生成合同 made: what is said is about that, not about what it was made of. */
export async function documentMade(
  action: string,
  answer: Record<string, unknown> | undefined,
  on: string,
  record: RecordData,
  definitions: Pick<Definitions, 'find'>,
): Promise<{ name: string; path: string } | undefined> {
  const made = action.startsWith('make_') ? madeBy(answer, on, record, definitions) : undefined;
  const object = made && definitions.find(made.object);
  if (!made || !object) return undefined;
  const found = await readRecord(made.object, made.id, { select: ['id', object.nameField] }).catch(() => undefined);
  return found && { name: titleOf(object, found), path: `/o/${made.object}/${made.id}` };
}
