import { useDefinitions } from '../../../app/workspace.tsx';
import { FieldValue } from '../../FieldValue.tsx';
import type { DisplayProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { childFields } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';

export function ChildTableDisplay({ value, field }: DisplayProps<ChildRow[]>) {
  const fields = childFields(useDefinitions(), field);
  return (
    <table className={styles.grid}>
      <thead>
        <tr>
          {fields.map((column) => (
            <th key={column.name} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.map((row, index) => (
          <tr key={String(row.id ?? index)}>
            {fields.map((column) => (
              <td key={column.name}>
                <FieldValue field={column} value={row[column.name]} record={row} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
