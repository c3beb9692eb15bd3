import { useText } from '../i18n/text.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { AmountCell } from './AmountCell.tsx';
import styles from './Forecast.module.css';
import { ClosedAmount, Gap, type LinesProps, Money, Target } from './ForecastTable.tsx';
import { categories } from './numbers.ts';
import { rowName } from './rowName.ts';

/** The lines on a phone: a card each, what is expected in front. */
export function ForecastCards({ rows, from, to, counting, onAdjust }: LinesProps) {
  const t = useText();
  return (
    <ul className={styles.cards}>
      {rows.map((row) => (
        <li key={row.key} data-kind={row.kind}>
          <header>
            {row.kind === 'person' && <Avatar name={rowName(row)} size={24} />}
            <h2>{rowName(row)}</h2>
            <strong>
              <Money value={row.effective.landing} />
            </strong>
          </header>
          <p>
            {t('forecast.target')} <Target row={row} rows={rows} /> · <Gap row={row} />
          </p>
          <dl>
            <div>
              <dt>{t('forecast.closed')}</dt>
              <dd>
                <ClosedAmount row={row} from={from} to={to} />
              </dd>
            </div>
            {categories.map((category) => (
              <div key={category}>
                <dt>{t(`forecast.${category}`)}</dt>
                <dd>
                  <AmountCell
                    row={row}
                    rows={rows}
                    category={category}
                    counting={counting}
                    from={from}
                    to={to}
                    onAdjust={onAdjust && (() => onAdjust({ row, category }))}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
