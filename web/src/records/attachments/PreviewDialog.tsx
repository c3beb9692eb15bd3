import { Button, Modal } from 'antd';
import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { downloadUrl, type FileInfo, fileUrl, isPdf } from '../../api/files.ts';
import { useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Attachments.module.css';

const PdfPages = lazy(async () => ({ default: (await import('./PdfPages.tsx')).PdfPages }));

/** A picture or the pages of a PDF, without leaving the record. */
export function PreviewDialog({ file, onClose }: { file: FileInfo; onClose(): void }) {
  const t = useText();
  return (
    <Modal
      open
      centered
      title={file.name}
      width={960}
      onCancel={onClose}
      footer={
        <Button icon={<Download size={14} />} href={downloadUrl(file.id)} download>
          {t('file.download')}
        </Button>
      }
    >
      <div className={styles.preview}>
        {isPdf(file) ? (
          <Suspense fallback={<Skeleton rows={8} />}>
            <PdfPages url={fileUrl(file.id)} />
          </Suspense>
        ) : (
          <img src={fileUrl(file.id)} alt={file.name} />
        )}
      </div>
    </Modal>
  );
}
