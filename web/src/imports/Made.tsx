import { Checkbox } from 'antd';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { targetOf } from '../records/recordQuery.ts';
import styles from './Import.module.css';
import { importField } from './importFields.ts';

interface MadeProps {
  object: ObjectMeta;
  /** The fields of which the check took every unknown name for a new record. */
  made: readonly string[];
  /** Those of which it shall stay so. */
  create: readonly string[];
  onCreate(fields: string[]): void;
}

/** The fields whose unknown names will become records: the check asks nothing of them any more, and it can be taken back. */
export function Made({ object, made, create, onCreate }: MadeProps) {
  const t = useText();
  const definitions = useDefinitions();
  const fields = made.flatMap((name) => importField(definitions, object, name, t) ?? []);
  if (fields.length === 0) return null;
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t('import.made')}</h2>
      </div>
      {fields.map((field) => (
        <div key={field.name}>
          <Checkbox
            checked={create.includes(field.name)}
            onChange={(event) =>
              onCreate(event.target.checked ? [...create, field.name] : create.filter((name) => name !== field.name))
            }
          >
            {t('import.madeIn', { field: field.label, object: definitions.find(targetOf(field))?.label ?? field.label })}
          </Checkbox>
        </div>
      ))}
    </section>
  );
}
