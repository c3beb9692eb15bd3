import { Link } from 'react-router';
import type { ForecastRow } from '../api/forecast.ts';
import { drillTo } from '../home/drillTo.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Scroller } from '../ui/Scroller.tsx';
import styles from './Forecast.module.css';
import { categories, countOf, dealsOf } from './numbers.ts';
import { rowName } from './rowName.ts';

interface CountsTableProps {
  rows: readonly ForecastRow[];
  from: string;
  to: string;
}

const columns = ['closed', ...categories] as const;

/** How many deals there are of each category, for who may not see their amounts. */
export function CountsTable({ rows, from, to }: CountsTableProps) {
  const t = useText();
  return (
    <>
      <p className={styles.notice} role="status">
        {t('forecast.countsOnly')}
      </p>
      <Scroller isBoxed>
        <table className={styles.table} aria-label={t('forecast.tab.forecast')}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.name')}</th>
              {columns.map((category) => (
                <th key={category} scope="col">
                  {t(`forecast.${category}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} data-kind={row.kind}>
                <th scope="row" style={{ paddingInlineStart: 12 + row.depth * 20 }}>
                  {rowName(row)}
                </th>
                {columns.map((category) => (
                  <td key={category}>
                    <Link to={drillTo(dealsOf(row, category, 'single', from, to))}>
                      {formatNumber(countOf(row.computed, category))}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}
