import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { valuesBeside } from '../actions/newBeside.ts';
import { holds } from '../conditions.ts';
import { FieldValue } from '../FieldValue.tsx';
import { alignOf } from '../kinds/registry.ts';
import { ListFailed } from '../list/ListFailed.tsx';
import { useRecordList } from '../list/useRecordList.ts';
import { TickBox } from '../TickBox.tsx';
import { titleOf } from '../values.ts';
import styles from './RelatedList.module.css';
import { offersNew, relatedColumns } from './relatedColumns.ts';

/** The records of another object that point at this one. */
export function RelatedList({ parent, record, related }: { parent: ObjectMeta; record: RecordData; related: RelatedMeta }) {
  const definitions = useDefinitions();
  const child = definitions.find(related.object);
  return child ? <ChildRecords child={child} parent={parent} record={record} related={related} /> : null;
}

function ChildRecords({
  child,
  parent,
  record,
  related,
}: {
  child: ObjectMeta;
  parent: ObjectMeta;
  record: RecordData;
  related: RelatedMeta;
}) {
  const t = useText();
  const definitions = useDefinitions();
  const workspace = useWorkspace();
  const columns = relatedColumns(definitions, child, related);
  const filter = `${related.field} eq ${record.id}`;
  const list = useRecordList(child, { filter, orderby: child.order ?? '', search: '', fields: columns, top: 20 });
  const add = () =>
    openDialog({
      kind: 'create',
      object: child.name,
      title: related.new?.label,
      save: related.new?.save,
      values: valuesBeside(parent, record, related),
    });
  const isClosed = holds(related.closedWhen, record, workspace, false);
  const addButton = offersNew(definitions, parent, child, related) && !isClosed && (
    <Button icon={<Plus size={14} />} onClick={add}>
      {related.new?.label ?? t('list.new', { object: child.label })}
    </Button>
  );
  if (list.isPending) return <Skeleton rows={4} />;
  if (list.isError) return <ListFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (list.rows.length === 0)
    return (
      <Empty title={t('related.empty', { label: related.label })} action={addButton}>
        {addButton && t('related.emptyHint')}
      </Empty>
    );
  return (
    <div>
      {(list.hasNextPage || addButton) && (
        <div className={styles.bar}>
          {list.hasNextPage && (
            <Link to={`/o/${child.name}?filter=${encodeURIComponent(filter)}`}>
              {t('related.all', { count: list.total ?? list.rows.length })}
            </Link>
          )}
          {addButton}
        </div>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{definitions.field(child, child.nameField)?.label}</th>
              {columns.map((field) => (
                <th key={field.name} scope="col" data-align={alignOf(field)}>
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <TickBox object={child} record={row} />
                  <Link to={`/o/${child.name}/${row.id}`}>{titleOf(child, row)}</Link>
                </th>
                {columns.map((field) => (
                  <td key={field.name} data-align={alignOf(field)}>
                    <FieldValue field={field} value={row[field.name]} record={row} compact />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('related.more')}
        </Button>
      )}
    </div>
  );
}
