import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Download, Trash2, Upload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { deleteFile, downloadUrl, type FileInfo, fileUrl, isImage, listFiles } from '../../api/files.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { usePhone } from '../../app/usePhone.ts';
import { formatAgo, formatBytes } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import { FileChip } from '../kinds/file/FileChip.tsx';
import { useUpload } from '../kinds/file/useUpload.ts';
import { recordKeys } from '../recordCache.ts';
import styles from './Attachments.module.css';

/** The files of a record, with the record's rights: who sees it sees them, who edits it adds and removes. */
export function FilesTab({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const client = useQueryClient();
  const phone = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const key = recordKeys.files(object.name, record.id);
  const files = useQuery({ queryKey: key, queryFn: ({ signal }) => listFiles(object.name, record.id, signal) });
  const { sending, send, cancel } = useUpload(
    (file) => {
      client.setQueryData<FileInfo[]>(key, (known) => [file, ...(known ?? [])]);
      void client.invalidateQueries({ queryKey: key });
    },
    { object: object.name, record: record.id },
  );
  const remove = async (file: FileInfo) => {
    try {
      await deleteFile(file.id);
      client.setQueryData<FileInfo[]>(key, (known) => known?.filter((other) => other.id !== file.id));
      tellDone(t('file.removed', { name: file.name }));
    } catch (error) {
      tellError(reasonOf(error));
    }
  };
  if (files.isPending) return <Skeleton rows={4} />;
  if (files.isError)
    return (
      <Empty
        tone="error"
        title={t('file.listFailed')}
        action={<Button onClick={() => void files.refetch()}>{t('common.retry')}</Button>}
      >
        {reasonOf(files.error)}
      </Empty>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button inside is everybody's
    <div
      className={styles.tab}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!object.can.edit) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (object.can.edit) send([...event.dataTransfer.files]);
      }}
    >
      {object.can.edit && (
        <div className={styles.bar}>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t('file.add')}
            onChange={(event) => {
              send([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <Button icon={<Upload size={14} />} onClick={() => picker.current?.click()}>
            {t('file.add')}
          </Button>
          {!phone && <span>{t('file.dropHint')}</span>}
        </div>
      )}
      <ul className={styles.files}>
        {sending.map((one) => (
          <li key={one.file.name + one.file.lastModified}>
            <span className={styles.name}>{one.file.name}</span>
            <ProgressBar label={one.file.name} className={styles.progress} size="small" done={one.share} total={1} />
            <Button type="text" aria-label={t('common.cancel')} icon={<X size={14} />} onClick={() => cancel(one)} />
          </li>
        ))}
        {files.data.map((file) => (
          <li key={file.id}>
            {isImage(file) && <img className={styles.thumb} src={fileUrl(file.id)} alt="" loading="lazy" />}
            <span className={styles.name}>
              <FileChip value={file} compact />
              <small>
                {[formatBytes(file.size), file.owner?.name, file.created_at && formatAgo(file.created_at)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <Button
              type="text"
              href={downloadUrl(file.id)}
              download
              aria-label={t('file.downloadOne', { name: file.name })}
              icon={<Download size={14} />}
            />
            {object.can.edit && (
              <Popconfirm
                title={t('file.removeOne', { name: file.name })}
                okText={t('common.remove')}
                cancelText={t('common.cancel')}
                onConfirm={() => void remove(file)}
              >
                <Button type="text" aria-label={t('file.removeOne', { name: file.name })} icon={<Trash2 size={14} />} />
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {files.data.length === 0 && sending.length === 0 && <Empty title={t('file.none')}>{t('file.noneHint')}</Empty>}
    </div>
  );
}
