import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useDeferredValue } from 'react';
import { checkDuplicates, duplicateKeys } from '../../api/duplicates.ts';
import type { FieldType, ObjectMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import styles from './Form.module.css';

const telling: FieldType[] = ['text', 'phone', 'email', 'lookup'];
const pause = 500;

/** Says, while one types, that the record may exist. Those of colleagues are named only as far as one may know. */
export function DuplicateNotice({ object, values }: { object: ObjectMeta; values: Record<string, unknown> }) {
  const t = useText();
  const asked = useDeferredValue(
    JSON.stringify(
      Object.fromEntries(
        object.fields
          .filter((f) => telling.includes(f.type))
          .map((f) => [f.name, values[f.name]] as const)
          .filter(([, value]) => typeof value === 'string' && value.trim().length >= 2),
      ),
    ),
  );
  const { data } = useQuery({
    queryKey: duplicateKeys.check(object.name, { asked }),
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, pause));
      return signal.aborted ? [] : checkDuplicates(object.name, JSON.parse(asked), signal);
    },
    enabled: asked !== '{}' && Boolean(object.owned),
    staleTime: 30_000,
    retry: false,
  });
  if (!data?.length) return null;
  const blocks = data.some((match) => match.on === 'block');
  return (
    <Alert
      type={blocks ? 'error' : 'warning'}
      showIcon
      title={t(blocks ? 'form.duplicatesBlock' : 'form.duplicates')}
      description={
        <span className={styles.duplicates}>
          {data.map((match) => (
            <span key={`${match.object}-${match.rule}-${match.id ?? match.name}`}>
              {match.id ? (
                <a href={`/o/${match.object}/${match.id}`} target="_blank" rel="noreferrer">
                  {match.name}
                </a>
              ) : (
                <span>{match.name}</span>
              )}{' '}
              <small>
                {match.label}
                {match.owner && ` · ${t('form.duplicateOwner', { name: match.owner.name })}`}
              </small>
            </span>
          ))}
        </span>
      }
    />
  );
}
