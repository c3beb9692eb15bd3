import { Button, Upload } from 'antd';
import { Paperclip, X } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { deleteFile, type FileInfo, uploadFile } from '../../api/files.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import styles from './Attaching.module.css';

/** Files that go along with what one writes: chosen, or pasted as a picture. They hang on the record that it is about. */
export function useAttaching(object: string, record: string) {
  const t = useText();
  const may = useDefinitions().find('stored_file')?.can.create ?? false;
  const [files, setFiles] = useState<readonly FileInfo[]>([]);
  const [uploading, setUploading] = useState(0);
  const add = async (file: File) => {
    setUploading((count) => count + 1);
    try {
      const kept = await uploadFile(file, { object, record });
      setFiles((before) => [...before, kept]);
    } catch (error) {
      tellError(reasonOf(error));
    } finally {
      setUploading((count) => count - 1);
    }
  };
  const leaveOut = (file: FileInfo) => {
    setFiles((before) => before.filter((other) => other !== file));
    deleteFile(file.id).catch((error: unknown) => tellError(reasonOf(error)));
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = may ? [...event.clipboardData.files] : [];
    if (pasted.length === 0) return;
    event.preventDefault();
    for (const file of pasted) void add(file);
  };
  const button = may && (
    <Upload multiple showUploadList={false} customRequest={({ file }) => void add(file as File)}>
      <Button
        type="text"
        size="small"
        loading={uploading > 0}
        icon={<Paperclip size={14} />}
        aria-label={t('composer.attach')}
        title={t('composer.attach')}
      />
    </Upload>
  );
  const list = files.length > 0 && (
    <ul className={styles.files} aria-label={t('composer.attached')}>
      {files.map((file) => (
        <li key={file.id}>
          <span>{file.name}</span>
          <button type="button" aria-label={t('composer.leaveOut', { name: file.name })} onClick={() => leaveOut(file)}>
            <X size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
  return { ids: files.map((file) => file.id), isUploading: uploading > 0, clear: () => setFiles([]), onPaste, button, list };
}
