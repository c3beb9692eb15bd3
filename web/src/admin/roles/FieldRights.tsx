import { Segmented } from 'antd';
import { isKept, useDefinition } from '../../api/definitions.ts';
import type { FieldRight } from '../../api/roles.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { say } from '../objects/changes.ts';
import admin from '../shared/Admin.module.css';
import styles from './Roles.module.css';

const rights: FieldRight[] = ['none', 'mask', 'read', 'edit'];

interface FieldRightsProps {
  object: string;
  fields: Record<string, FieldRight> | undefined;
  onChange(fields: Record<string, FieldRight> | undefined): void;
}

/** Field by field: hidden, masked, read, changed. Fields not named follow the first row; without any row everything may be changed. */
export function FieldRights({ object, fields, onChange }: FieldRightsProps) {
  const t = useText();
  const whole = useDefinition(object);
  if (!whole.data) return <Skeleton rows={3} />;
  const known = new Set(whole.data.definition.fields.map((f) => f.name));
  const rest: FieldRight = fields ? (fields['*'] ?? 'none') : 'edit';
  const set = (name: string, right: FieldRight) => {
    const kept = Object.entries(fields ?? { '*': 'edit' as FieldRight }).filter(([n]) => n === '*' || known.has(n));
    const next: Record<string, FieldRight> = { ...Object.fromEntries(kept), [name]: right };
    const all = next['*'] ?? 'none';
    for (const field of Object.keys(next)) if (field !== '*' && next[field] === all) delete next[field];
    onChange(Object.keys(next).length === 1 && next['*'] === 'edit' ? undefined : next);
  };
  const options = rights.map((right) => ({ value: right, label: t(`right.${right}`) }));
  return (
    <div className={styles.rights}>
      <div className={styles.right}>
        <strong>{t('right.others')}</strong>
        <Segmented size="small" value={rest} options={options} onChange={(right) => set('*', right)} />
      </div>
      {/* What the system keeps for itself, as to find duplicates, is nobody's to allot. */}
      {whole.data.definition.fields
        .filter((field) => !isKept(field))
        .map((field) => (
          <div key={field.name} className={styles.right} data-field={field.name}>
            <span title={field.name}>{say(field.label, currentLanguage())}</span>
            <Segmented
              size="small"
              className={fields && field.name in fields ? undefined : admin.faint}
              value={fields?.[field.name] ?? rest}
              options={options}
              aria-label={say(field.label, currentLanguage())}
              onChange={(right) => set(field.name, right)}
            />
          </div>
        ))}
    </div>
  );
}
