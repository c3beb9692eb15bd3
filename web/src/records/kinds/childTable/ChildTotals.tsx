import type { FieldMeta } from '../../../api/meta.ts';
import { useText } from '../../../i18n/text.ts';
import { FieldValue } from '../../FieldValue.tsx';
import { alignOf } from '../registry.ts';
import styles from '../shared/shared.module.css';
import { sumsOf } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';

/** The last row: the sums of what adds up. */
export function ChildTotals({ fields, rows, tail }: { fields: readonly FieldMeta[]; rows: readonly ChildRow[]; tail?: boolean }) {
  const t = useText();
  const sums = sumsOf(fields, rows);
  if (sums.size === 0 || rows.length < 2) return null;
  return (
    <tfoot>
      <tr>
        {fields.map((field, index) => (
          <td
            key={field.name}
            className={styles.total}
            data-label={sums.has(field.name) ? field.label : undefined}
            data-align={alignOf(field)}
            data-empty={(index > 0 && !sums.has(field.name)) || undefined}
          >
            {sums.has(field.name) ? (
              <FieldValue field={field} value={sums.get(field.name)} record={rows[0]} />
            ) : (
              index === 0 && t('child.total')
            )}
          </td>
        ))}
        {tail && <td className={styles.total} />}
      </tr>
    </tfoot>
  );
}
