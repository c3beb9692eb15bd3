import { Alert, Button } from 'antd';
import { FileSpreadsheet } from 'lucide-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { uploadFile } from '../api/files.ts';
import { createImport } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { usePhone } from '../app/usePhone.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import styles from './Import.module.css';

/** Choose or drop a spreadsheet. */
export function UploadStep({ object }: { object: ObjectMeta }) {
  const t = useText();
  const navigate = useNavigate();
  const phone = usePhone();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (!/\.(csv|txt|tsv|xlsx)$/i.test(file.name)) return setProblem(t('import.wrongType', { name: file.name }));
    setBusy(true);
    setProblem(null);
    try {
      const stored = await uploadFile(file);
      const job = await createImport({
        object: object.name,
        file: stored.id,
        file_name: file.name,
        mode: 'create',
        duplicates: 'skip',
      });
      navigate(`/import/${object.name}/${job.id}`, { replace: true });
    } catch (error) {
      setProblem(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      {problem && <Alert type="error" showIcon title={problem} role="alert" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button inside is everybody's */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <FileSpreadsheet size={40} strokeWidth={1.25} aria-hidden="true" />
        <h2>{t(phone ? 'import.pick' : 'import.drop')}</h2>
        <p>{t('import.dropHint')}</p>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,.xlsx"
          aria-label={t('import.choose')}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <Button type="primary" loading={busy} onClick={() => picker.current?.click()}>
          {t('import.choose')}
        </Button>
      </div>
      <ul className={styles.tips}>
        <li>{t('import.tipHeader')}</li>
        <li>{t('import.tipDry')}</li>
        <li>{t('import.tipUndo')}</li>
      </ul>
    </>
  );
}
