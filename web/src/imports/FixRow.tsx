import { Button } from 'antd';
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { BadRow, Correction } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import type { FixColumn } from './badCells.ts';
import { FixCell } from './FixCell.tsx';
import styles from './FixRows.module.css';
import { importField } from './importFields.ts';

interface FixRowProps {
  object: ObjectMeta;
  row: BadRow;
  columns: readonly FixColumn[];
  phone: boolean;
  onCorrect(correction: Correction): Promise<unknown>;
  onEverywhere(correction: Correction): void;
}

/** A row of the file: its cells, and under them everything that is wrong with it or was corrected. */
export function FixRow({ object, row, columns, phone, onCorrect, onEverywhere }: FixRowProps) {
  const t = useText();
  const about = useId();
  const good = row.faults.length === 0;
  const cellOf = (column: FixColumn) => {
    const faulty = row.faults.some((f) => f.column === column.header);
    return (
      <FixCell
        object={object}
        row={row.row}
        column={column}
        text={row.cells[column.index] ?? ''}
        state={faulty ? 'bad' : column.header in row.corrected ? 'corrected' : undefined}
        describedBy={faulty ? about : undefined}
        onSave={(value) => onCorrect({ row: row.row, column: column.header, value })}
      />
    );
  };
  const said = <Said id={about} object={object} row={row} columns={columns} onCorrect={onCorrect} onEverywhere={onEverywhere} />;
  if (phone) {
    // What is wrong with the row as a whole may be put right in any of its cells.
    const whole = row.faults.some((f) => !f.column);
    const shown = columns.filter(
      ({ header, field }) =>
        whole || field.name === object.nameField || header in row.corrected || row.faults.some((f) => f.column === header),
    );
    return (
      <li className={styles.card} data-good={good || undefined}>
        <p className={styles.number}>
          {t('import.row')} {row.row}
        </p>
        <dl>
          {shown.map((column) => (
            <div key={column.header}>
              <dt>{column.field.label}</dt>
              <dd>{cellOf(column)}</dd>
            </div>
          ))}
        </dl>
        {said}
      </li>
    );
  }
  return (
    <tbody data-good={good || undefined}>
      <tr>
        <th scope="row">{row.row}</th>
        {columns.map((column) => (
          <td key={column.header}>{cellOf(column)}</td>
        ))}
      </tr>
      <tr>
        <td />
        <td colSpan={columns.length}>{said}</td>
      </tr>
    </tbody>
  );
}

interface SaidProps extends Omit<FixRowProps, 'phone'> {
  id: string;
}

function Said({ id, object, row, columns, onCorrect, onEverywhere }: SaidProps) {
  const t = useText();
  const definitions = useDefinitions();
  return (
    <ul className={styles.said} id={id} aria-live="polite">
      {row.faults.map((fault) => (
        <li key={`${fault.field}:${fault.message}`} className={styles.fault}>
          {fault.field && <b>{importField(definitions, object, fault.field, t)?.label ?? fault.field}</b>} {fault.message}
          {fault.field && !fault.column && <span className={styles.faint}> {t('import.fixNoColumn')}</span>}
        </li>
      ))}
      {columns
        .filter(({ header }) => header in row.corrected)
        .map(({ header, field, index }) => {
          const before = row.corrected[header] ?? '';
          const value = row.cells[index] ?? '';
          return (
            <li key={header}>
              <span>
                {t('import.fixedCell', {
                  field: field.label,
                  before: before || t('import.fixEmpty'),
                  after: value || t('import.fixEmpty'),
                })}
              </span>
              <Button size="small" type="link" onClick={() => onEverywhere({ row: row.row, column: header, value })}>
                {before ? t('import.fixEverywhere', { value: before }) : t('import.fixEverywhereEmpty')}
              </Button>
              <Button size="small" type="link" onClick={() => void onCorrect({ row: row.row, column: header })}>
                {t('import.fixBack')}
              </Button>
            </li>
          );
        })}
      {row.faults.length === 0 && (
        <li className={styles.good}>
          <Check size={14} aria-hidden="true" /> {t(row.outcome === 'skipped' ? 'import.fixedSkipped' : 'import.fixed')}
        </li>
      )}
    </ul>
  );
}
