import { Button } from 'antd';
import { Link } from 'react-router';
import { type QualityFigures, useQualityFigures } from '../api/qualityPage.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { drillTo } from '../home/drillTo.ts';
import { formatDate, formatNumber, formatShare } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './QualityPage.module.css';

/** How good our data is, object by object: the score and what it is made of, how it moves, and which fields to fill first. */
export function QualityPage() {
  const t = useText();
  usePageTitle(t('quality.title'));
  const maySee = useDefinitions().find('quality_snapshot') !== undefined;
  const figures = useQualityFigures(maySee);
  if (!maySee) return <Empty title={t('quality.forbidden')}>{t('quality.forbiddenHint')}</Empty>;
  if (figures.isPending) return <Skeleton rows={8} />;
  if (figures.isError)
    return (
      <Empty
        tone="error"
        title={reasonOf(figures.error)}
        action={<Button onClick={() => void figures.refetch()}>{t('common.retry')}</Button>}
      />
    );
  return (
    <div className={page.page} data-wide="">
      <header>
        <h1>{t('quality.title')}</h1>
        <p className={page.faint}>{t('quality.hint')}</p>
      </header>
      {figures.data.length === 0 ? (
        <Empty title={t('quality.none')} />
      ) : (
        <div className={styles.grid}>
          {figures.data.map((one) => (
            <ObjectQuality key={one.object} figures={one} />
          ))}
        </div>
      )}
    </div>
  );
}

function ObjectQuality({ figures }: { figures: QualityFigures }) {
  const t = useText();
  const parts = [
    { label: t('quality.completeness'), value: figures.completeness },
    { label: t('quality.validity'), value: figures.validity },
    { label: t('quality.freshness'), value: figures.freshness },
  ];
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <div>
          <h2>{figures.label}</h2>
          <p className={page.faint}>{t('quality.records', { count: formatNumber(figures.records) })}</p>
        </div>
        <Link className={styles.score} to={drillTo(figures.filter, figures.object)} title={t('quality.low')}>
          {figures.score === null ? '—' : formatNumber(figures.score, { max: 1 })}
        </Link>
      </header>
      <dl className={styles.parts}>
        {parts.map((part) => (
          <div key={part.label}>
            <dt>{part.label}</dt>
            <dd>
              <span className={styles.track}>
                <i style={{ width: `${part.value ?? 0}%` }} />
              </span>
              {part.value === null ? '—' : formatNumber(part.value, { max: 0 })}
            </dd>
          </div>
        ))}
      </dl>
      {figures.trend.length > 1 && <Trend days={figures.trend} />}
      {figures.worst.length > 0 && (
        <>
          <h3>{t('quality.worst')}</h3>
          <ul className={styles.worst}>
            {figures.worst.map((field) => (
              <li key={field.field}>
                <Link to={drillTo(field.filter, figures.object)}>
                  <span>{field.label}</span>
                  <span>{t('quality.empty', { count: formatNumber(field.empty), share: formatShare(field.share, 0) })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The score day by day as one line; the words beside it say the same. */
function Trend({ days }: { days: QualityFigures['trend'] }) {
  const t = useText();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const start = Date.parse(first.date);
  const span = Math.max(1, Date.parse(last.date) - start);
  const points = days
    .filter((d) => d.score !== null)
    .map((d) => `${((Date.parse(d.date) - start) / span) * 200},${40 - ((d.score ?? 0) / 100) * 40}`)
    .join(' ');
  return (
    <figure className={styles.trend}>
      <svg viewBox="0 -2 200 44" preserveAspectRatio="none" role="img" aria-label={t('quality.trend')}>
        <polyline points={points} />
      </svg>
      <figcaption>
        {formatDate(first.date)} {formatNumber(first.score ?? 0, { max: 0 })} → {formatDate(last.date)}{' '}
        {formatNumber(last.score ?? 0, { max: 0 })}
      </figcaption>
    </figure>
  );
}
