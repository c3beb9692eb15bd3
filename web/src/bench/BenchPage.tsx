import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useBench } from '../api/bench.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatDate, todayIn } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { useSettled } from '../ui/Settling.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Bench.module.css';
import { CardFrame } from './CardFrame.tsx';
import { kindOfCard } from './cardKinds.tsx';
import { Start } from './Start.tsx';
import { weekdayOf } from './week.ts';

const Arranging = lazy(() => import('./Arranging.tsx').then((m) => ({ default: m.Arranging })));

/** Where everybody begins: the cards they laid out, or those their role begins with. */
export function BenchPage() {
  const t = useText();
  const { definitions, company } = useWorkspace();
  const bench = useBench();
  const [arranging, setArranging] = useState(false);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const settle = (id: string) => setSettled((before) => (before.has(id) ? before : new Set([...before, id])));
  const [waitedLong] = useSettled();
  usePageTitle(t('bench.title'));
  if (bench.isPending)
    return (
      <div className={page.page} data-wide="">
        <Skeleton rows={10} height={24} />
      </div>
    );
  if (bench.isError)
    return (
      <Empty
        tone="error"
        title={t('bench.failed')}
        action={<Button onClick={() => void bench.refetch()}>{t('common.retry')}</Button>}
      >
        {reasonOf(bench.error)}
      </Empty>
    );
  if (arranging)
    return (
      <Suspense fallback={<Skeleton rows={10} height={24} />}>
        <Arranging bench={bench.data} onDone={() => setArranging(false)} />
      </Suspense>
    );
  const cards = (bench.data.mine?.cards ?? bench.data.standard).filter((card) => kindOfCard(card, definitions));
  // A card is shown when those above it are there: none is pushed away while one reads it.
  const first = cards.findIndex((card) => !settled.has(card.id));
  const reached = first < 0 || waitedLong ? cards.length : first;
  const today = todayIn(company.timezone);
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <h1 className={styles.title}>
          {t('bench.title')} <small>{t('bench.date', { date: formatDate(today), weekday: weekdayOf(today) })}</small>
        </h1>
        {definitions.find('work_bench')?.can.create && <Button onClick={() => setArranging(true)}>{t('bench.arrange')}</Button>}
      </header>
      <Start />
      {cards.length === 0 && <Empty title={t('bench.empty')}>{t('bench.emptyHint')}</Empty>}
      <div className={styles.grid}>
        {cards.map((card, index) => (
          <CardFrame key={card.id} card={card} isHeld={index > reached} onSettled={() => settle(card.id)} />
        ))}
      </div>
    </div>
  );
}
