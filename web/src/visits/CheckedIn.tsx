import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { fileUrl, isImage, listFiles } from '../api/files.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { FieldValue } from '../records/FieldValue.tsx';
import { recordKeys } from '../records/recordCache.ts';
import { isEmpty } from '../records/values.ts';
import styles from './CheckInDialog.module.css';

/** What of a check-in stands in a story. */
export const notedFields = ['checked_in_at', 'distance'];

/** When and how far from the customer somebody checked in, and what they photographed; nothing of an activity without a check-in. */
export function CheckedIn({ activity, record }: { activity: ObjectMeta; record: RecordData }) {
  const isCheckedIn = !isEmpty(record[notedFields[0] ?? '']);
  const files = useQuery({
    queryKey: recordKeys.files(activity.name, record.id),
    queryFn: ({ signal }) => listFiles(activity.name, record.id, signal),
    enabled: isCheckedIn,
    staleTime: 60_000,
    retry: false,
  });
  if (!isCheckedIn) return null;
  const photos = (files.data ?? []).filter(isImage);
  return (
    <>
      <p className={styles.noted}>
        <MapPin size={14} aria-hidden="true" />
        {activity.fields
          .filter((f) => notedFields.includes(f.name) && !isEmpty(record[f.name]))
          .map((field) => (
            <span key={field.name}>
              {field.label} <FieldValue field={field} value={record[field.name]} record={record} compact />
            </span>
          ))}
      </p>
      {photos.length > 0 && (
        <div className={styles.photos}>
          {photos.map((file) => (
            <button key={file.id} type="button" aria-label={file.name} onClick={() => openDialog({ kind: 'preview', file })}>
              <img src={fileUrl(file.id)} alt="" loading="lazy" />
            </button>
          ))}
        </div>
      )}
    </>
  );
}
