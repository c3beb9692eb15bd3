import { series } from '../theme/tokens.ts';
import styles from './Avatar.module.css';

/** The initial of a name on a colour that stays with that name. */
export function Avatar({ name, size = 20 }: { name: string; size?: number }) {
  const hue = series[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % series.length];
  return (
    <span
      className={styles.avatar}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.5), '--tone': `var(--hue-${hue})` }}
      data-initial={initialOf(name)}
      aria-hidden="true"
    />
  );
}

/** Chinese people are known by the end of the name (王思远 → 远), others by its beginning. */
function initialOf(name: string): string {
  const letters = [...name.trim()];
  const last = letters.at(-1) ?? '?';
  return /\p{Script=Han}/u.test(last) ? last : (letters[0] ?? '?').toUpperCase();
}
