import { type ChangeEvent, useEffect, useRef } from 'react';
import styles from './Checkbox.module.css';

interface CheckboxProps {
  'aria-label': string;
  checked: boolean;
  disabled?: boolean;
  title?: string;
  /** Some of what it stands for is ticked, not all. */
  indeterminate?: boolean;
  onChange(event: ChangeEvent<HTMLInputElement>): void;
}

/** A box to tick; one of them for every row costs a list nothing. */
export function Checkbox({ indeterminate = false, ...props }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input ref={box} type="checkbox" className={styles.box} {...props} />;
}
