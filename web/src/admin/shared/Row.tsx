import { type ReactNode, useId } from 'react';
import styles from './Admin.module.css';

interface RowProps {
  label: string;
  hint?: ReactNode;
  problem?: string;
  required?: boolean;
  /** Marks the row for those who look for it, as forms do with their fields. */
  name?: string;
  children(id: string): ReactNode;
}

/** One setting: its label, its control, and what is wrong right below it. */
export function Row({ label, hint, problem, required, name, children }: RowProps) {
  const id = useId();
  return (
    <div className={styles.row} data-field={name}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children(id)}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : (
        hint && <p className={styles.rowHint}>{hint}</p>
      )}
    </div>
  );
}
