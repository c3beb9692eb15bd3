import type { QueryClient } from '@tanstack/react-query';
import { ArrowRightLeft, Copy, Eye, Link2, Pencil, Printer, Trash2, UserRoundPen } from 'lucide-react';
import type { ComponentType } from 'react';
import type { NavigateFunction } from 'react-router';
import { hasPage } from '../../admin/hasPage.ts';
import type { Definitions, ExprTree, ObjectMeta } from '../../api/meta.ts';
import { deleteRecord, type RecordData, readRecord, runAction } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { isMerge, mayMerge, mergeAddress } from '../../duplicates/merging.ts';
import { reasonOf, text } from '../../i18n/text.ts';
import { tellDone, tellError, tellUndoable } from '../../ui/toast.ts';
import { type ConditionContext, holds, isJudgeable } from '../conditions.ts';
import { kindOf } from '../kinds/registry.ts';
import { dropCached, leaveRecord, refresh, returnToRecord } from '../recordCache.ts';
import { titleOf } from '../values.ts';
import { type BulkTarget, countOf } from './bulk.ts';
import { openAction } from './elsewhere.ts';
import { newBeside } from './newBeside.ts';
import { runSaved } from './runSaved.ts';
import { stillLinked } from './stillLinked.ts';

export interface ActionContext extends BulkTarget {
  object: ObjectMeta;
  navigate: NavigateFunction;
  client: QueryClient;
  workspace: ConditionContext & { definitions?: Definitions };
  /** Called when the records may be gone, so that a page about them can leave. */
  onGone?(): void;
  /** Whether the page is about these records and nothing else. */
  isPage?: boolean;
}

/** Something a person can do with records. Toolbar, row menu, palette and keyboard read the same list. */
export interface RecordAction {
  id: string;
  label: string;
  icon?: ComponentType<{ size?: number }>;
  /** The name of an icon from a definition. */
  iconName?: string;
  shortcut?: string;
  danger?: boolean;
  /** Never the highlighted button. */
  quiet?: boolean;
  /** Defined by the object: shown as a button on the record's page. */
  primary?: boolean;
  /** To be done before anything else, as long as it can be done. */
  first?: boolean;
  /** Whether it is what one does next; absent where none of the object's actions says so. */
  next?: ExprTree;
  /** The field with the moment until which it can be done. */
  until?: string;
  isAvailable(context: ActionContext): boolean;
  run(context: ActionContext): void;
}

/** A hand-over of chosen records takes no more; more belong to a whole person. */
const mostHandedOver = 20_000;

/** Work on many at once needs its own right. */
function isMany(context: ActionContext): boolean {
  return countOf(context) > 1;
}

const copyLink: RecordAction = {
  id: 'copyLink',
  label: 'action.copyLink',
  icon: Link2,
  isAvailable: (context) => !isMany(context),
  run: ({ object, records }) => {
    void navigator.clipboard
      .writeText(`${window.location.origin}/o/${object.name}/${records[0]?.id}`)
      .then(() => tellDone(text('action.linkCopied')));
  },
};

const print: RecordAction = {
  id: 'print',
  label: 'action.print',
  icon: Printer,
  isAvailable: (context) => !isMany(context) && context.isPage === true,
  run: () => window.print(),
};

const duplicate: RecordAction = {
  id: 'duplicate',
  label: 'action.duplicate',
  icon: Copy,
  // An object that copies its records itself takes along what hangs on them.
  isAvailable: ({ object, records }) =>
    records.length === 1 && object.can.create && !object.actions.some((a) => a.name === 'copy'),
  run: ({ object, records: [source] }) => {
    const copied = object.fields.filter(
      (f) => !f.system && f.editable && !f.masked && !kindOf(f).masked && !['file', 'image', 'child_table'].includes(f.type),
    );
    const open = (whole: RecordData) =>
      openDialog({
        kind: 'create',
        object: object.name,
        values: Object.fromEntries(copied.map((f) => [f.name, whole[f.name] ?? null])),
      });
    if (!source) return;
    // A row of a list brings only its columns.
    if (copied.every((f) => f.name in source)) open(source);
    else readRecord(object.name, source.id).then(open, (error: unknown) => tellError(reasonOf(error)));
  },
};

const editMany: RecordAction = {
  id: 'editMany',
  label: 'action.editMany',
  icon: Pencil,
  isAvailable: (context) => isMany(context) && context.object.can.edit && context.object.can.massEdit,
  run: ({ object, records, matching }) => openDialog({ kind: 'bulkEdit', object: object.name, records, matching }),
};

const transfer: RecordAction = {
  id: 'transfer',
  label: 'action.transfer',
  icon: UserRoundPen,
  isAvailable: (context) =>
    Boolean(context.object.owned) &&
    context.object.can.transfer &&
    (isMany(context) ? context.object.can.massEdit : !context.object.actions.some((a) => a.name === 'transfer')),
  run: (context) => {
    const { object, records, matching } = context;
    if (isMany(context) && countOf(context) <= mostHandedOver)
      openDialog({ kind: 'handOver', object: object.name, records, matching });
    else openDialog({ kind: 'bulkEdit', object: object.name, records, matching, field: 'owner' });
  },
};

/** Why somebody can or cannot see this record, for who sets rights. */
const explain: RecordAction = {
  id: 'explain',
  label: 'action.whoSees',
  icon: Eye,
  isAvailable: (context) =>
    context.isPage === true &&
    !isMany(context) &&
    context.workspace.definitions !== undefined &&
    hasPage(context.workspace.definitions, 'roles'),
  run: ({ object, records, navigate }) => navigate(`/admin/roles?tab=explain&object=${object.name}&record=${records[0]?.id}`),
};

/** What a colleague leaves goes to others, from the colleague's own page. */
const handOver: RecordAction = {
  id: 'handOver',
  label: 'action.handOver',
  icon: ArrowRightLeft,
  isAvailable: ({ object, records, workspace }) =>
    object.name === 'user' && records.length === 1 && workspace.definitions?.find('hand_over')?.can.create === true,
  run: ({ records: [person] }) => person && openDialog({ kind: 'handOver', from: person.id }),
};

const remove: RecordAction = {
  id: 'delete',
  label: 'action.delete',
  icon: Trash2,
  danger: true,
  isAvailable: (context) =>
    countOf(context) > 0 && context.object.can.delete && (!isMany(context) || context.object.can.massEdit),
  run: (context) => {
    const { object, records, matching, onGone } = context;
    if (isMany(context)) openDialog({ kind: 'bulkDelete', object: object.name, records, matching, onDone: onGone });
    else void removeOne(context);
  },
};

async function removeOne({ object, records, client, navigate, workspace, onGone }: ActionContext): Promise<void> {
  const record = records[0];
  if (!record) return;
  try {
    leaveRecord(client, record.id);
    await deleteRecord(object.name, record.id);
    dropCached(client, object.name, new Set([record.id]));
    onGone?.();
    refresh(client, object.name);
    tellUndoable(
      text('delete.done', { name: titleOf(object, record) }),
      text('common.undo'),
      () => {
        runAction(object.name, record.id, 'restore')
          .then(() => {
            returnToRecord(record.id);
            return refresh(client, object.name);
          })
          .catch((error: unknown) => tellError(reasonOf(error)));
      },
      { key: `delete ${object.name}`, said: (count) => text('bulk.deleted', { count, plural: object.plural }) },
    );
  } catch (error) {
    returnToRecord(record.id);
    void refresh(client, object.name);
    const linked = stillLinked(error, object.name, record.id, workspace.definitions?.objects ?? []);
    tellError(
      reasonOf(error),
      linked && { label: text('delete.showLinked', { plural: linked.plural }), run: () => void navigate(linked.path) },
    );
  }
}

/** What the object itself defines (convert, win, lose …) and what every object offers, in the order of use. */
export function recordActions(object: ObjectMeta): RecordAction[] {
  const defined = object.actions.map(
    (action): RecordAction => ({
      id: action.name,
      label: action.label,
      iconName: action.icon ?? action.name,
      danger: action.danger,
      quiet: action.quiet,
      primary: true,
      first: action.first === true || action.until !== undefined,
      next: action.next,
      until: action.until,
      isAvailable: ({ records: [record, ...others], matching, workspace }) =>
        record !== undefined &&
        (others.length === 0 || (isMerge(object, action) && !matching && mayMerge(others.length + 1))) &&
        (!isJudgeable(action.when, object, record) || holds(action.when, record, workspace, true)),
      run: ({ records, workspace, navigate }) =>
        isMerge(object, action)
          ? void navigate(
              mergeAddress(
                object.name,
                records.map((record) => record.id),
              ),
            )
          : void openAction(object, records, action, workspace.definitions),
    }),
  );
  return [
    ...defined,
    ...[editMany, transfer, handOver, duplicate, copyLink, explain, print, remove].map((action) => ({
      ...action,
      label: text(action.label as 'action.delete'),
    })),
  ];
}

/** What can be done with the records now. Each waits for what is being saved. */
export function availableActions(context: ActionContext): RecordAction[] {
  return availableAtOnce(context).map((action) => ({ ...action, run: (given) => runSaved(action, given, availableAtOnce) }));
}

function availableAtOnce(context: ActionContext): RecordAction[] {
  return [...recordActions(context.object), ...newBeside(context)].filter((action) => action.isAvailable(context));
}
