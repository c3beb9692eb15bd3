import { useDefinitions } from '../../../app/workspace.tsx';
import { FieldValue } from '../../FieldValue.tsx';
import type { DisplayProps } from '../FieldKind.ts';
import { alignOf } from '../registry.ts';
import styles from '../shared/shared.module.css';
import { ChildTotals } from './ChildTotals.tsx';
import { childFields, inOrder } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';

export function ChildTableDisplay({ value, field }: DisplayProps<ChildRow[]>) {
  const definitions = useDefinitions();
  const fields = childFields(definitions, field);
  const rows = inOrder(definitions.find(field.object), value);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className={styles.scroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            {fields.map((column) => (
              <th key={column.name} scope="col" data-align={alignOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row.id ?? index)}>
              {fields.map((column) => (
                <td key={column.name} data-align={alignOf(column)}>
                  <FieldValue field={column} value={row[column.name]} record={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <ChildTotals fields={fields} rows={rows} />
      </table>
    </div>
  );
}
