import { colorOf } from '../../theme/tokens.ts';
import { Badge } from '../../ui/Badge.tsx';
import { BenchLink } from '../BenchLink.tsx';
import styles from './Bars.module.css';

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** What stands at its end. */
  text: string;
  note?: string;
  /** What is late, said before the text. */
  late?: string;
  /** Of what the value is made up, in its order; absent where it is of one kind. */
  parts?: readonly { value: number; color: string }[];
  to?: string;
  color?: string;
  /** A point along the bar, such as what should have been reached by now; of the same scale as the value. */
  mark?: number;
}

/** Bars of one scale, each leading to the records behind it. */
export function Bars({ bars, most }: { bars: readonly Bar[]; most?: number }) {
  const scale = most ?? Math.max(1, ...bars.map((bar) => bar.value));
  const share = (value: number) => `${Math.min(100, Math.max(value > 0 ? 1 : 0, (value / scale) * 100))}%`;
  return (
    <ul className={styles.bars}>
      {bars.map((bar) => {
        const inner = (
          <>
            <span className={styles.label}>{bar.label}</span>
            <span className={styles.text}>
              {bar.late && <span className={styles.late}>{bar.late} · </span>}
              {bar.text}
            </span>
            <span className={styles.track}>
              {(bar.parts ?? [{ value: bar.value, color: bar.color }]).map(({ value, color }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have a fixed order
                <i key={index} style={{ width: share(value), background: color ? colorOf(color, 'teal') : undefined }} />
              ))}
              {bar.mark !== undefined && <b style={{ left: share(bar.mark) }} />}
            </span>
            {bar.note && <small className={styles.note}>{bar.note}</small>}
          </>
        );
        return <li key={bar.key}>{bar.to ? <BenchLink to={bar.to}>{inner}</BenchLink> : <div>{inner}</div>}</li>;
      })}
    </ul>
  );
}

/** What the colours of bars mean. */
export function Legend({ entries }: { entries: readonly { color: string; label: string }[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ color, label }) => (
        <li key={color}>
          <Badge plain color={color}>
            {label}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
