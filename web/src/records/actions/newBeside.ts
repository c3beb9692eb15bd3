import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { holds } from '../conditions.ts';
import { isOfType } from '../recordTypes.ts';
import { isEmpty, titleOf } from '../values.ts';
import type { ActionContext, RecordAction } from './recordActions.ts';

/** What a record that is made beside another one begins with: the link to it, and what its list takes from it. */
export function valuesBeside(parent: ObjectMeta, record: RecordData, related: RelatedMeta): Record<string, unknown> {
  // Of what is left, nothing is left.
  const saysSomething = (value: unknown) => !isEmpty(value) && value !== 0;
  const taken = Object.entries(related.new?.values ?? {}).filter(([, here]) => saysSomething(record[here]));
  return {
    [related.field]: { id: record.id, [parent.nameField]: titleOf(parent, record) },
    ...Object.fromEntries(taken.map(([there, here]) => [there, record[here]])),
  };
}

/** Making a record beside this one, where its object calls that something one does with it: a payment with a contract. */
export function newBeside({ object, records: [record], workspace, isPage }: ActionContext): RecordAction[] {
  if (!record || !isPage) return [];
  return object.layout.related.flatMap((related): RecordAction[] => {
    const child = workspace.definitions?.find(related.object);
    if (!related.new || !child?.can.create || !isOfType(related, record)) return [];
    if (!holds(related.new.when, record, workspace, true) || holds(related.closedWhen, record, workspace, false)) return [];
    return [
      {
        id: `new:${related.object}.${related.field}`,
        label: related.new.label,
        iconName: child.icon ?? child.name,
        primary: true,
        next: related.new.next,
        isAvailable: () => true,
        run: () =>
          openDialog({
            kind: 'create',
            object: child.name,
            title: related.new?.label,
            save: related.new?.save,
            values: valuesBeside(object, record, related),
          }),
      },
    ];
  });
}
