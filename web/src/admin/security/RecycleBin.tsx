import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { binKeys, countBins, purgeRecord, readBin, restoreRecord } from '../../api/recycleBin.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { formatAgo, formatNumber } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import styles from './Security.module.css';

/** What was deleted, object by object: brought back, or gone for good. */
export function RecycleBin() {
  const t = useText();
  const definitions = useDefinitions();
  const objects = definitions.objects.filter((o) => o.can.delete);
  const counts = useQuery({
    queryKey: binKeys.counts,
    queryFn: ({ signal }) =>
      countBins(
        objects.map((o) => o.name),
        signal,
      ),
  });
  const [chosen, setChosen] = useState<string>();
  if (counts.isError) return <p className={admin.error}>{reasonOf(counts.error)}</p>;
  if (!counts.data) return <Skeleton rows={6} />;
  const filled = objects.filter((o) => counts.data.has(o.name));
  const object = filled.find((o) => o.name === chosen) ?? filled[0];
  if (!object) return <Empty title={t('bin.empty')}>{t('bin.emptyHint')}</Empty>;
  return (
    <div className={styles.bins}>
      <nav aria-label={t('security.tab.bin')}>
        {filled.map((o) => (
          <button key={o.name} type="button" aria-current={o === object} onClick={() => setChosen(o.name)}>
            <Icon name={o.icon} fallback={o.name} />
            <span>{o.plural}</span>
            <span className={admin.faint}>{formatNumber(counts.data.get(o.name) ?? 0)}</span>
          </button>
        ))}
      </nav>
      <Bin key={object.name} object={object} />
    </div>
  );
}

function Bin({ object }: { object: ObjectMeta }) {
  const t = useText();
  const client = useQueryClient();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const bin = useQuery({
    queryKey: binKeys.of(object.name),
    queryFn: ({ signal }) => readBin(object.name, object.nameField, signal),
  });
  if (bin.isError) return <p className={admin.error}>{reasonOf(bin.error)}</p>;
  if (!bin.data) return <Skeleton rows={6} />;
  const act = async (run: (record: RecordData) => Promise<unknown>, done: 'bin.restored' | 'bin.purged') => {
    setBusy(true);
    let count = 0;
    try {
      for (const record of bin.data.filter((r) => picked.has(r.id))) {
        await run(record);
        count++;
      }
      tellDone(t(done, { count }));
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setBusy(false);
      setAsking(false);
      setPicked(new Set());
      await client.invalidateQueries({ queryKey: binKeys.all });
    }
  };
  const all = picked.size === bin.data.length;
  return (
    <div>
      <div className={admin.actions} style={{ marginBottom: 8 }}>
        <Button
          disabled={picked.size === 0}
          loading={busy && !asking}
          icon={<RotateCcw size={14} />}
          onClick={() => void act((r) => restoreRecord(object.name, r.id), 'bin.restored')}
        >
          {picked.size > 0 ? t('bin.restore', { count: picked.size }) : t('change.restore')}
        </Button>
        {asking ? (
          <>
            <span className={admin.soft}>{t('bin.purgeHint', { count: picked.size })}</span>
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button
              danger
              type="primary"
              loading={busy}
              onClick={() => void act((r) => purgeRecord(object.name, r.id), 'bin.purged')}
            >
              {t('bin.purgeNow')}
            </Button>
          </>
        ) : (
          <Button type="text" danger disabled={picked.size === 0} icon={<Trash2 size={14} />} onClick={() => setAsking(true)}>
            {t('bin.purge')}
          </Button>
        )}
      </div>
      <table className={admin.table}>
        <thead>
          <tr>
            <th style={{ width: 32 }}>
              <Checkbox
                aria-label={t('list.selectAll')}
                checked={all}
                indeterminate={picked.size > 0 && !all}
                onChange={() => setPicked(all ? new Set() : new Set(bin.data.map((r) => r.id)))}
              />
            </th>
            <th>{object.label}</th>
            <th className={`${admin.hideOnPhone} ${styles.brief}`}>{t('bin.by')}</th>
            <th className={styles.brief}>{t('bin.at')}</th>
          </tr>
        </thead>
        <tbody>
          {bin.data.map((record) => {
            const name = String(record[object.nameField] ?? record.id);
            return (
              <tr key={record.id}>
                <td>
                  <Checkbox
                    aria-label={t('list.selectOne', { name })}
                    checked={picked.has(record.id)}
                    onChange={() => {
                      const next = new Set(picked);
                      if (!next.delete(record.id)) next.add(record.id);
                      setPicked(next);
                    }}
                  />
                </td>
                <td>{name}</td>
                <td className={`${admin.soft} ${admin.hideOnPhone} ${styles.brief}`}>
                  {String((record.deleted_by as { name?: string } | null)?.name ?? '')}
                </td>
                <td className={`${admin.soft} ${styles.brief}`}>
                  {record.deleted_at ? formatAgo(String(record.deleted_at)) : ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
