import type { FieldMeta } from '../../../api/meta.ts';
import { useText } from '../../../i18n/text.ts';
import { FieldValue } from '../../FieldValue.tsx';
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
          <td key={field.name} className={styles.total}>
            {sums.has(field.name) ? (
              <FieldValue field={field} value={sums.get(field.name)} record={rows[0]} />
            ) : (
              index === 0 && t('child.total')
            )}
          </td>
        ))}
        {tail && <td />}
      </tr>
    </tfoot>
  );
}
