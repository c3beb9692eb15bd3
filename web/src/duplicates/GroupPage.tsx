import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type DuplicateGroup, duplicateKeys, mergeGroup } from '../api/duplicates.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { type RecordData, readRecord, runAction } from '../api/records.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { FieldValue } from '../records/FieldValue.tsx';
import { isEmpty, titleOf } from '../records/values.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Scroller } from '../ui/Scroller.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellError, tellUndoable } from '../ui/toast.ts';
import styles from './Duplicates.module.css';
import { MovedCounts } from './MovedCounts.tsx';
import { mostAtOnce } from './merging.ts';
import { proposedWinner } from './proposed.ts';
import { tellingFields } from './telling.ts';
import { type Hanging, useHanging } from './useHanging.ts';

/** One group of duplicates side by side: which record is kept, and from which each value is taken. */
export function GroupPage() {
  const t = useText();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const definitions = useDefinitions();
  const { data, isPending, error } = useQuery({
    queryKey: duplicateKeys.group(id),
    queryFn: async ({ signal }) => {
      const group = (await readRecord('duplicate_group', id, {}, signal)) as DuplicateGroup;
      const read = group.records
        .slice(0, mostAtOnce)
        .map((record) => readRecord(group.object, record, {}, signal).catch(() => null));
      return { group, records: (await Promise.all(read)).filter((r): r is RecordData => r !== null) };
    },
  });
  usePageTitle(data?.group.title ?? t('duplicates.title'));
  const object = data && definitions.find(data.group.object);
  if (isPending) return <Skeleton rows={8} />;
  if (error) return <Empty tone="error" title={reasonOf(error)} />;
  if (!object || data.records.length < 2) return <Empty title={t('duplicates.changed')}>{t('duplicates.changedHint')}</Empty>;
  const { group, records } = data;
  return (
    <Comparison
      key={records.map((r) => r.id).join()}
      title={group.title}
      trail={<Link to={`/page/duplicates?object=${group.object}`}>{t('duplicates.title')}</Link>}
      told={`${group.reason} · ${t('duplicates.count', { count: formatNumber(group.count) })}`}
      object={object}
      records={records}
      mayMerge={definitions.find('duplicate_group')?.can.edit ?? false}
      merge={(winner, values) => mergeGroup(group.id, winner, values)}
      dismiss={() => runAction('duplicate_group', group.id, 'dismiss')}
      onDone={() => navigate('/page/duplicates')}
    />
  );
}

interface ComparisonProps {
  title: string;
  /** The way back. */
  trail: ReactNode;
  /** Why they stand here. */
  told?: string;
  /** Where one chooses what is compared. */
  choose?: ReactNode;
  object: ObjectMeta;
  records: RecordData[];
  mayMerge: boolean;
  merge(winner: string, values: Record<string, string>): Promise<{ merge: string }>;
  dismiss?(): Promise<unknown>;
  /** Called when they are merged into one, or said not to be the same. */
  onDone(winner?: string): void;
}

/** Records side by side: which is kept, and from which each value is taken. */
export function Comparison({ object, records, ...given }: ComparisonProps) {
  const t = useText();
  const client = useQueryClient();
  const [winner, setWinner] = useState(() => proposedWinner(object, records));
  const [choices, setChoices] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState(false);
  const hanging = useHanging(
    object.name,
    records.map((r) => r.id),
  );
  // Away first: read again, the group that is done looks like one that somebody else has changed.
  const done = (into?: string) => {
    given.onDone(into);
    void client.invalidateQueries({ queryKey: ['records'] });
  };
  const kept = titleOf(object, records.find((r) => r.id === winner) ?? records[0] ?? { id: '' });
  const merge = useMutation({
    mutationFn: () => given.merge(winner, choices),
    onSuccess: ({ merge: id }) => {
      done(winner);
      tellUndoable(t('duplicates.merged', { name: kept }), t('common.undo'), () =>
        runAction('merge_record', id, 'undo')
          .then(() => client.invalidateQueries({ queryKey: ['records'] }))
          .catch((error: unknown) => tellError(reasonOf(error))),
      );
    },
  });
  const dismiss = useMutation({ mutationFn: () => given.dismiss?.() ?? Promise.resolve(), onSuccess: () => done() });
  const differing = object.fields.filter(
    (field) => field.editable && !field.system && new Set(records.map((r) => JSON.stringify(r[field.name] ?? null))).size > 1,
  );
  const told = tellingFields(object).filter(
    (field) => !differing.includes(field) && records.some((r) => !isEmpty(r[field.name])),
  );
  const sourceOf = (field: string) =>
    choices[field] ??
    (isEmpty(records.find((r) => r.id === winner)?.[field]) ? records.find((r) => !isEmpty(r[field]))?.id : winner);
  const failure = merge.error ?? dismiss.error;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <div>
          <nav className={page.faint}>{given.trail}</nav>
          <h1>{given.title}</h1>
          {given.told && <p className={page.faint}>{given.told}</p>}
        </div>
        {given.mayMerge && (
          <div className={page.tools}>
            {given.dismiss && (
              <Button loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
                {t('duplicates.dismiss')}
              </Button>
            )}
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('duplicates.merge')}
            </Button>
          </div>
        )}
      </header>
      {given.choose}
      {failure && <p role="alert">{reasonOf(failure)}</p>}
      <Scroller isBoxed>
        <table className={styles.compare} style={{ '--records': records.length }}>
          <thead>
            <tr>
              <th scope="col">{t('duplicates.kept')}</th>
              {records.map((record, index) => (
                <th key={record.id} scope="col" data-number={index + 1}>
                  <Radio
                    name="winner"
                    checked={winner === record.id}
                    onChange={() => {
                      setWinner(record.id);
                      setChoices({});
                    }}
                  >
                    <a href={`/o/${object.name}/${record.id}`} target="_blank" rel="noreferrer">
                      {titleOf(object, record)}
                    </a>
                  </Radio>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.told}>
              <th scope="row">{t('duplicates.hanging')}</th>
              {records.map((record, index) => (
                <td key={record.id} data-number={index + 1}>
                  <HangingOn record={record.id} hanging={hanging} />
                </td>
              ))}
            </tr>
            {told.map((field) => (
              <tr key={field.name} className={styles.told}>
                <th scope="row">{field.label}</th>
                {records.map((record, index) => (
                  <td key={record.id} data-number={index + 1}>
                    <FieldValue field={field} value={record[field.name]} record={record} />
                  </td>
                ))}
              </tr>
            ))}
            {differing.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                {records.map((record, index) => (
                  <td
                    key={record.id}
                    data-number={index + 1}
                    className={sourceOf(field.name) === record.id ? styles.taken : undefined}
                  >
                    <Radio
                      name={field.name}
                      aria-label={`${field.label} ${titleOf(object, record)}`}
                      checked={sourceOf(field.name) === record.id}
                      onChange={() => setChoices({ ...choices, [field.name]: record.id })}
                    >
                      <FieldValue field={field} value={record[field.name]} record={record} />
                    </Radio>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Modal
        open={asking}
        title={t('duplicates.mergeTitle', { name: kept })}
        okText={t('duplicates.mergeNow')}
        cancelText={t('common.cancel')}
        confirmLoading={merge.isPending}
        onCancel={() => setAsking(false)}
        onOk={() => merge.mutate(undefined, { onSettled: () => setAsking(false) })}
      >
        <MovedCounts hanging={hanging} losers={records.filter((r) => r.id !== winner).map((r) => r.id)} />
        <p>{t('duplicates.mergeText')}</p>
      </Modal>
    </div>
  );
}

/** How many contacts, deals and other records a record has. */
function HangingOn({ record, hanging }: { record: string; hanging: readonly Hanging[] | undefined }) {
  const t = useText();
  if (!hanging) return <Skeleton rows={1} />;
  const told = hanging.map((one) => ({ ...one, count: one.of([record]) })).filter(({ count }) => count > 0);
  if (told.length === 0) return <span className={page.faint}>{t('duplicates.hangingNothing')}</span>;
  return (
    <ul className={styles.hanging}>
      {told.map(({ name, label, count }) => (
        <li key={name}>
          {label} {formatNumber(count)}
        </li>
      ))}
    </ul>
  );
}
