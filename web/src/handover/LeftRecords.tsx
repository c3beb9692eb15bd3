import { Alert } from 'antd';
import { Link } from 'react-router';
import type { LeftRecord } from '../api/handOver.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useRecordNames } from '../records/useRecordNames.ts';
import styles from './HandOver.module.css';

/** What stayed as it was, each with the reason and the way to it. */
export function LeftRecords({ left, title }: { left: readonly LeftRecord[]; title: string }) {
  const definitions = useDefinitions();
  const names = useRecordNames(left);
  return (
    <Alert
      type="warning"
      showIcon
      title={title}
      description={
        <ul className={styles.left}>
          {left.map((one) => (
            <li key={one.record}>
              <Link to={`/o/${one.object}/${one.record}`}>
                {[definitions.find(one.object)?.label ?? one.object, names.get(one.record)].filter(Boolean).join(' ')}
              </Link>{' '}
              {one.message}
            </li>
          ))}
        </ul>
      }
    />
  );
}
