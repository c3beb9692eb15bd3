import type { FieldMeta } from '../api/meta.ts';
import { useText } from '../i18n/text.ts';
import styles from './FieldValue.module.css';
import { kindOf } from './kinds/registry.ts';
import { isOverdue } from './overdue.ts';
import { isEmpty } from './values.ts';

/** A field's value as its kind shows it, or the quiet mark of an empty one. */
export function FieldValue({
  field,
  value,
  record,
  compact,
}: {
  field: FieldMeta;
  value: unknown;
  record?: Record<string, unknown>;
  compact?: boolean;
}) {
  const t = useText();
  const kind = kindOf(field);
  if (isEmpty(value))
    return (
      <span className={styles.empty} role="img" aria-label={t('field.empty')}>
        —
      </span>
    );
  const shown = kind.parse(value, field) ?? value;
  const display = <kind.Display value={shown} field={field} record={record} compact={compact} />;
  return isOverdue(field, shown, record, new Date()) ? <span className={styles.overdue} data-line="">{display}</span> : display;
}
