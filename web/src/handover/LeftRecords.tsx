import { Alert } from 'antd';
import { Link } from 'react-router';
import type { LeftRecord } from '../api/handOver.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import styles from './HandOver.module.css';

/** What stayed as it was, each with the reason and the way to it. */
export function LeftRecords({ left, count }: { left: readonly LeftRecord[]; count: number }) {
  const t = useText();
  const definitions = useDefinitions();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('handOver.left', { count: formatNumber(count) })}
      description={
        <ul className={styles.left}>
          {left.map((one) => (
            <li key={one.record}>
              <Link to={`/o/${one.object}/${one.record}`}>{definitions.find(one.object)?.label ?? one.object}</Link> {one.message}
            </li>
          ))}
        </ul>
      }
    />
  );
}
