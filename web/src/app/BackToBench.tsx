import { ChevronLeft } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { useText } from '../i18n/text.ts';
import styles from './BackToBench.module.css';
import { isFromBench } from './fromBench.ts';

/** The way back to the work bench, on what was opened there. */
export function BackToBench() {
  const t = useText();
  const { state } = useLocation();
  if (!isFromBench(state)) return null;
  return (
    <Link to="/" className={styles.back}>
      <ChevronLeft size={14} aria-hidden="true" />
      {t('shell.bench')}
    </Link>
  );
}
