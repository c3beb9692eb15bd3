import { Brand } from '../ui/Brand.tsx';
import styles from './BootScreen.module.css';

/** The first moment: the mark, where it will be anyway. */
export function BootScreen() {
  return (
    <div className={styles.boot} aria-busy="true">
      <Brand size={40} />
    </div>
  );
}
