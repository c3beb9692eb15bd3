import { Link } from 'react-router';
import { type GroupFigures, useGroup } from '../api/groupPage.ts';
import { formatMoney } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import type { OwnTabProps } from '../records/record/ownTabs.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './GroupTree.module.css';

const measures = ['won', 'contracted', 'received'] as const satisfies readonly (keyof GroupFigures)[];

/** An account with everything below it: what each brought, and what it brought together with those below. */
export function GroupTree({ record }: OwnTabProps) {
  const t = useText();
  const { data, error, isPending } = useGroup(record.id);
  if (isPending) return <Skeleton rows={5} />;
  if (!data)
    return (
      <Empty tone="error" title={t('group.failed')}>
        {reasonOf(error)}
      </Empty>
    );
  const shown = measures.filter((name) => data.rows[0]?.own[name] !== null);
  const amount = (value: number | null) => (value === null ? '' : formatMoney(value, data.currency));
  const [first] = data.rows;
  return (
    <div className={styles.group}>
      {data.root && (
        <p className={styles.root}>
          {t('group.root')} <Link to={`/o/account/${data.root.id}?tab=group`}>{data.root.name}</Link>
        </p>
      )}
      {first && (
        <dl className={styles.figures}>
          {shown.map((name) => (
            <div key={name}>
              <dt>{t(`group.all.${name}`)}</dt>
              <dd>{amount(first.total[name])}</dd>
            </div>
          ))}
        </dl>
      )}
      <Scroller>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('group.account')}</th>
              <th scope="col">{t('group.owner')}</th>
              {shown.map((name) => (
                <th key={name} scope="col" data-align="end">
                  {t(`group.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => {
              const isSum = shown.some((name) => row.total[name] !== row.own[name]);
              return (
                <tr key={row.id} data-first={row.level === 0 || undefined}>
                  <th scope="row" style={{ '--level': row.level }}>
                    {row.level === 0 ? row.name : <Link to={`/o/account/${row.id}?tab=group`}>{row.name}</Link>}
                  </th>
                  <td>{row.owner}</td>
                  {shown.map((name) => (
                    <td key={name} data-align="end">
                      <span>{amount(row.total[name])}</span>
                      {isSum && <small>{t('group.own', { amount: amount(row.own[name]) })}</small>}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroller>
      <p className={styles.note}>{t(data.is_cut ? 'group.noteCut' : 'group.note')}</p>
    </div>
  );
}
