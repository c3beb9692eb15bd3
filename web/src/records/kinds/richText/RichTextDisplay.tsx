import styles from '../shared/shared.module.css';
import { sanitize } from './sanitize.ts';

/** Formatted text as it was written. */
export function RichTextDisplay({ value }: { value: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only what the allow-list of `sanitize` leaves
  return <div className={styles.html} dangerouslySetInnerHTML={{ __html: sanitize(value) }} />;
}
