import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useDeferredValue } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { listRecords } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { literal } from '../filter/toOData.ts';
import { titleOf } from '../values.ts';
import styles from './Form.module.css';

/** Says, while one types, that the record may exist: same name, phone or email. */
export function DuplicateNotice({ object, values }: { object: ObjectMeta; values: Record<string, unknown> }) {
  const t = useText();
  const telling = object.fields.filter((f) => f.name === object.nameField || f.type === 'phone' || f.type === 'email');
  const filter = useDeferredValue(
    telling
      .flatMap((f) => {
        const value = values[f.name];
        return typeof value === 'string' && value.trim().length >= 2 ? [`${f.name} eq ${literal(value.trim(), f.type)}`] : [];
      })
      .join(' or '),
  );
  const { data } = useQuery({
    queryKey: ['duplicates', object.name, filter],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return signal.aborted
        ? { value: [] }
        : listRecords(object.name, { filter, select: ['id', object.nameField], top: 3 }, signal);
    },
    enabled: filter !== '' && Boolean(object.owned),
    staleTime: 30_000,
    retry: false,
  });
  if (!data?.value.length) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('form.duplicates')}
      description={
        <span className={styles.duplicates}>
          {data.value.map((record) => (
            <a key={record.id} href={`/o/${object.name}/${record.id}`} target="_blank" rel="noreferrer">
              {titleOf(object, record)}
            </a>
          ))}
        </span>
      }
    />
  );
}
