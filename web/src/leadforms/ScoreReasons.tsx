import { useLeadScore } from '../api/leadForms.ts';
import type { RecordData } from '../api/records.ts';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Coming } from '../ui/Settling.tsx';
import { signed, wordsOfReason } from './reasonWords.ts';
import styles from './ScoreReasons.module.css';

/** Why a lead scores what it scores: every rule that gave or took points. */
export function ScoreReasons({ record }: { record: RecordData }) {
  const t = useText();
  const query = useLeadScore(record.id, record.version);
  const score = query.data;
  if (query.isPending) return <Coming />;
  if (!score || score.score === null) return null;
  return (
    <section className={styles.box} aria-label={t('score.title')}>
      <p className={styles.head}>
        <strong>{formatNumber(score.score)}</strong>
        <span>{t('score.title')}</span>
        {score.fit !== null && <span>{t('score.fit', { points: signed(score.fit) })}</span>}
        {score.behaviour !== null && <span>{t('score.behaviour', { points: signed(score.behaviour) })}</span>}
      </p>
      <meter className={styles.bar} min={0} max={100} value={score.score} aria-label={t('score.of', { score: score.score })} />
      {score.reasons.length === 0 ? (
        <p className={styles.none}>{t('score.none')}</p>
      ) : (
        <ul className={styles.reasons}>
          {score.reasons.map((reason) => (
            <li key={reason.name} className={reason.points < 0 ? styles.less : undefined}>
              {wordsOfReason(reason)} <b>{signed(reason.points)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
