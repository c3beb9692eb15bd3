import { Button } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useDefinitions } from '../../../app/workspace.tsx';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { kindOf } from '../registry.ts';
import styles from '../shared/shared.module.css';
import { childFields } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';

/** The lines as a small sheet: type across, add below. */
export function ChildTableInput({ field, value, onChange, disabled }: InputProps<ChildRow[]>) {
  const t = useText();
  const fields = childFields(useDefinitions(), field);
  const rows = value ?? [];
  const change = (index: number, patch: ChildRow) => onChange(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  return (
    <div className={styles.stack}>
      <table className={styles.grid}>
        <thead>
          <tr>
            {fields.map((column) => (
              <th key={column.name} scope="col">
                {column.label}
              </th>
            ))}
            <th aria-label={t('common.remove')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a new line has no other identity
            <tr key={index}>
              {fields.map((column) => {
                const kind = kindOf(column);
                return (
                  <td key={column.name}>
                    {kind.Input && (
                      <kind.Input
                        field={column}
                        value={kind.parse(row[column.name], column)}
                        record={row}
                        disabled={disabled}
                        onChange={(next, beside) => change(index, { [column.name]: next, ...beside })}
                      />
                    )}
                  </td>
                );
              })}
              <td>
                <Button
                  type="text"
                  disabled={disabled}
                  aria-label={t('common.remove')}
                  icon={<Trash2 size={14} />}
                  onClick={() => onChange(rows.length > 1 ? rows.filter((_, at) => at !== index) : null)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button type="text" disabled={disabled} icon={<Plus size={14} />} onClick={() => onChange([...rows, {}])}>
          {t('child.add')}
        </Button>
      </div>
    </div>
  );
}
