import type { FieldMeta } from '../api/meta.ts';
import { text } from '../i18n/text.ts';
import styles from './FieldValue.module.css';
import { kindOf } from './kinds/registry.ts';
import { isOverdue } from './overdue.ts';
import { isEmpty } from './values.ts';

interface FieldValueProps {
  field: FieldMeta;
  value: unknown;
  record?: Record<string, unknown>;
  compact?: boolean;
}

/** A field's value as its kind shows it, or the quiet mark of an empty one. Hundreds are drawn at once: in another language they are drawn with what holds them. */
export function FieldValue(props: FieldValueProps) {
  return drawValue(props);
}

/** The same within the component that holds it: a table of some hundreds need not keep each of them. */
export function drawValue({ field, value, record, compact }: FieldValueProps) {
  const kind = kindOf(field);
  if (isEmpty(value))
    return (
      <span className={styles.empty} role="img" aria-label={text('field.empty')}>
        —
      </span>
    );
  const shown = kind.parse(value, field) ?? value;
  const display = <kind.Display value={shown} field={field} record={record} compact={compact} />;
  return isOverdue(field, shown, record, new Date()) ? (
    <span className={styles.overdue} data-line="">
      {display}
    </span>
  ) : (
    display
  );
}
