import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { Suggestion } from '../api/jobs.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './HeaderRow.module.css';

interface HeaderRowProps {
  /** The first rows of the file. */
  rows: Suggestion['first'];
  value: number;
  busy: boolean;
  onChange(row: number): void;
}

/** Says which row was taken for the column names; where that was a wrong guess, a click makes another row the names. */
export function HeaderRow({ rows, value, busy, onChange }: HeaderRowProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (rows.length < 2) return null;
  return (
    <section className={styles.choice} aria-label={t('import.headerRow')}>
      <p>
        {t('import.headerIn', { row: formatNumber(value) })}
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'import.headerClose' : 'import.headerChange')}
        </Button>
      </p>
      {open && (
        <fieldset className={styles.rows} disabled={busy}>
          <legend>{t('import.headerPick')}</legend>
          {rows.map(({ row, cells }) => (
            <Radio key={row} className={styles.row} checked={row === value} disabled={busy} onChange={() => onChange(row)}>
              <span className={styles.number}>{formatNumber(row)}</span>
              <span className={styles.cells}>{cells.filter((cell) => cell !== '').join('  ·  ')}</span>
            </Radio>
          ))}
        </fieldset>
      )}
    </section>
  );
}
