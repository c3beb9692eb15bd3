import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  type?: 'default' | 'primary' | 'text' | 'link';
  size?: 'small';
  danger?: boolean;
  icon?: ReactNode;
}

/** The button of the shell and of lists: it looks and is called like Ant Design's, which is not there yet when the first list shows. */
export function Button({ type = 'default', size, danger, icon, className, children, ...props }: ButtonProps) {
  const looks = [styles.button, styles[type], size && styles[size], danger && styles.danger, children ? undefined : styles.bare];
  return (
    <button type="button" {...props} className={[...looks, className].filter(Boolean).join(' ')}>
      {icon && <span className={styles.icon}>{icon}</span>}
      {typeof children === 'string' ? <span>{children}</span> : children}
    </button>
  );
}
