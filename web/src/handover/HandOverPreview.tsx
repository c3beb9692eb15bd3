import { Checkbox } from 'antd';
import type { HandOverPreview as Preview } from '../api/handOver.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './HandOver.module.css';

interface HandOverPreviewProps {
  lines: Preview['lines'];
  /** Whether what is done is asked for, too. */
  withClosed: boolean;
  loading: boolean;
  skipped: ReadonlySet<string>;
  onSkip(skipped: ReadonlySet<string>): void;
}

/** How many records of each object would be handed over, and how many lie beyond one's rights. */
export function HandOverPreview({ lines, withClosed, loading, skipped, onSkip }: HandOverPreviewProps) {
  const t = useText();
  if (loading) return <Skeleton rows={4} />;
  const shown = lines.filter((line) => line.count > 0 || line.out_of_reach > 0);
  if (shown.length === 0) return <p className={styles.none}>{t(withClosed ? 'handOver.nothing' : 'handOver.nothingOpen')}</p>;
  const toggle = (object: string, taken: boolean) => {
    const next = new Set(skipped);
    if (taken) next.delete(object);
    else next.add(object);
    onSkip(next);
  };
  return (
    <table className={styles.lines} aria-label={t('handOver.preview')}>
      <tbody>
        {shown.map((line) => (
          <tr key={line.object}>
            <th scope="row">
              <Checkbox
                checked={line.count > 0 && !skipped.has(line.object)}
                disabled={line.count === 0}
                onChange={(event) => toggle(line.object, event.target.checked)}
              >
                {line.label}
              </Checkbox>
            </th>
            <td className={styles.count}>{formatNumber(line.count)}</td>
            <td className={styles.beyond}>
              {line.out_of_reach > 0 && t('handOver.outOfReach', { count: formatNumber(line.out_of_reach) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
