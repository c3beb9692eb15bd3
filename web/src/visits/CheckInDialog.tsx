import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { Camera, LocateFixed, MapPin, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { uploadFile } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import type { ActionMeta } from '../api/meta.ts';
import { type RecordData, readRecord, runAction } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, text, useText } from '../i18n/text.ts';
import { recordKeys, refresh } from '../records/recordCache.ts';
import { titleOf } from '../records/values.ts';
import { tellDone, tellError } from '../ui/toast.ts';
import styles from './CheckInDialog.module.css';
import { locate, type NoPlace, type Place } from './locate.ts';

interface CheckInDialogProps {
  object: string;
  records: readonly RecordData[];
  action: ActionMeta;
  onClose(): void;
}

/** Says that one is there: where by the device, when by the server, with a photo and a word if one likes. */
export function CheckInDialog({ object: name, records, action, onClose }: CheckInDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const object = useDefinitions().find(name);
  const record = records[0];
  const [place, setPlace] = useState<Place | NoPlace>();
  const [photo, setPhoto] = useState<File>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const ask = () => {
    setPlace(undefined);
    void locate().then(setPlace);
  };
  useEffect(ask, []);
  if (!object || !record) return null;
  const found = typeof place === 'object' ? place : undefined;

  const send = async () => {
    if (!found) return;
    setBusy(true);
    try {
      const answer = await runAction<{ activity: string }>(object.name, record.id, action.name, {
        position: { lat: found.lat, lng: found.lng },
        accuracy: found.accuracy,
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      onClose();
      await attach(photo, answer.activity, client);
      for (const changed of new Set([object.name, 'activity'])) refresh(client, changed);
      tellDone(await sentenceOf(answer.activity));
    } catch (error) {
      setBusy(false);
      tellError((error instanceof ApiError && error.details[0]?.message) || reasonOf(error));
    }
  };
  return (
    <Modal open title={action.label} width={420} footer={null} onCancel={onClose}>
      <div className={styles.body}>
        <p className={styles.where}>
          <MapPin size={20} aria-hidden="true" />
          <strong>{titleOf(object, record)}</strong>
        </p>
        <div aria-live="polite">
          {place === undefined && <p className={styles.quiet}>{t('visit.locating')}</p>}
          {found && <p className={styles.quiet}>{t('visit.located', { metres: formatNumber(found.accuracy) })}</p>}
          {typeof place === 'string' && (
            <Alert
              type="warning"
              title={t(`visit.${place}`)}
              description={t(`visit.${place}Hint`)}
              action={
                <Button size="small" icon={<LocateFixed size={14} />} onClick={ask}>
                  {t('common.retry')}
                </Button>
              }
            />
          )}
        </div>
        <PhotoChoice photo={photo} onChange={setPhoto} />
        <Input.TextArea
          aria-label={t('visit.note')}
          placeholder={t('visit.note')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button
          type="primary"
          size="large"
          block
          className={styles.send}
          disabled={!found}
          loading={busy}
          onClick={() => void send()}
        >
          {action.label}
        </Button>
      </div>
    </Modal>
  );
}

/** The camera on a phone, a file elsewhere. */
function PhotoChoice({ photo, onChange }: { photo: File | undefined; onChange(photo: File | undefined): void }) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!photo) return setAddress(undefined);
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <div className={styles.photo}>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('visit.photo')}
        onChange={(event) => onChange(event.target.files?.[0])}
      />
      {address ? (
        <>
          <img src={address} alt={photo?.name ?? ''} />
          <Button type="text" aria-label={t('visit.photoRemove')} icon={<X size={16} />} onClick={() => onChange(undefined)} />
        </>
      ) : (
        <Button block size="large" icon={<Camera size={18} />} onClick={() => picker.current?.click()}>
          {t('visit.photo')}
        </Button>
      )}
    </div>
  );
}

/**
 * Hangs the photo on the visit. The visit stands without it. The customer's story may have asked for the visit's files as soon as it was made:
 * an answer still on its way doesn't know the photo, and asking again would wait for that answer.
 */
async function attach(photo: File | undefined, activity: string, client: QueryClient): Promise<void> {
  if (!photo) return;
  try {
    await uploadFile(photo, { object: 'activity', record: activity });
    await client.cancelQueries({ queryKey: recordKeys.files('activity', activity) });
  } catch (error) {
    tellError(text('visit.photoFailed', { reason: reasonOf(error) }));
  }
}

/** What was noted, with the distance where one is known. */
async function sentenceOf(activity: string): Promise<string> {
  const visit = await readRecord('activity', activity, { select: ['id', 'distance'] }).catch(() => undefined);
  return typeof visit?.distance === 'number'
    ? text('visit.doneAt', { metres: formatNumber(visit.distance) })
    : text('visit.done');
}
