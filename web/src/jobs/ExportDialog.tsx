import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal, Segmented } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { fileUrl } from '../api/files.ts';
import { createExport, isMoving, jobKeys, readExport } from '../api/jobs.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { useResolve } from '../records/list/useRecordList.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { tellError } from '../ui/toast.ts';
import styles from './Jobs.module.css';

interface ExportDialogProps {
  object: string;
  filter: string;
  orderby: string;
  columns: readonly string[];
  count?: number;
  search?: string;
  /** Whether it is what was chosen, not the list. */
  chosen?: boolean;
  onClose(): void;
}

/** The list as a file: its filter, its order, its columns. The work goes on when the dialog is closed. */
export function ExportDialog({ object: name, filter, orderby, columns, count, search, chosen, onClose }: ExportDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const resolve = useResolve();
  const object = useDefinitions().find(name);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [everything, setEverything] = useState(false);
  const [id, setId] = useState<string | null>(null);
  const job = useQuery({
    queryKey: jobKeys.export(id ?? ''),
    queryFn: ({ signal }) => readExport(id ?? '', signal),
    enabled: id !== null,
    refetchInterval: (query) => (isMoving(query.state.data?.status) || !query.state.data ? 800 : false),
  });
  if (!object) return null;
  const start = async () => {
    try {
      const all = object.fields.filter((f) => f.type !== 'child_table').map((f) => f.name);
      const made = await createExport({
        object: name,
        filter: resolve(filter),
        search: search || null,
        orderby,
        columns: everything ? all : [...columns],
        format,
      });
      setId(made.id);
      void client.invalidateQueries({ queryKey: jobKeys.exports });
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  const { data } = job;
  return (
    <Modal
      open
      title={t('export.title', { plural: object.plural })}
      width={480}
      onCancel={onClose}
      footer={
        data?.status === 'done' && data.file
          ? [
              <Button key="close" onClick={onClose}>
                {t('common.close')}
              </Button>,
              <Button key="get" type="primary" icon={<Download size={14} />} href={fileUrl(String(data.file))} download>
                {t('export.download')}
              </Button>,
            ]
          : [
              <Button key="close" onClick={onClose}>
                {t(id ? 'export.background' : 'common.cancel')}
              </Button>,
              <Button key="start" type="primary" loading={id !== null} onClick={() => void start()}>
                {t('export.start')}
              </Button>,
            ]
      }
    >
      <div className={styles.stack}>
        <p>{t(chosen ? 'export.chosen' : 'export.text', { count: count === undefined ? '…' : formatNumber(count) })}</p>
        <Segmented
          value={format}
          disabled={id !== null}
          options={[
            { value: 'xlsx', label: 'Excel (.xlsx)' },
            { value: 'csv', label: 'CSV' },
          ]}
          onChange={setFormat}
        />
        <Checkbox checked={everything} disabled={id !== null} onChange={(event) => setEverything(event.target.checked)}>
          {t('export.allFields')}
        </Checkbox>
        {data && (
          <ProgressBar
            label={t('export.progress')}
            done={data.status === 'done' ? 1 : (data.done ?? 0)}
            total={data.status === 'done' ? 1 : (data.total ?? 0)}
            status={data.status === 'failed' ? 'exception' : undefined}
          />
        )}
        {data?.status === 'failed' && <Alert type="error" showIcon title={String(data.message ?? t('export.failed'))} />}
        <p className={styles.faint}>{t('export.watermark')}</p>
      </div>
    </Modal>
  );
}
