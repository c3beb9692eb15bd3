import { Component, type ReactNode, Suspense } from 'react';
import type { BenchCard } from '../api/bench.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { text, useText } from '../i18n/text.ts';
import { useWithSavedViews } from '../records/list/savedViews.ts';
import { Icon } from '../ui/Icon.tsx';
import { Settling } from '../ui/Settling.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Bench.module.css';
import { BenchLink } from './BenchLink.tsx';
import { type CardKind, kindOfCard } from './cardKinds.tsx';

interface CardFrameProps {
  card: BenchCard;
  tools?: ReactNode;
  /** Held back until what stands above it is there. */
  isHeld?: boolean;
  onSettled?(): void;
}

/** A card with its head; what goes wrong in one card leaves the others alone. */
export function CardFrame({ card, tools, isHeld, onSettled }: CardFrameProps) {
  const definitions = useDefinitions();
  const kind = kindOfCard(card, definitions);
  if (!kind) return null;
  return (
    <section className={card.width === 'full' ? styles.full : styles.half} data-card={card.id} data-held={isHeld || undefined}>
      <header className={styles.cardHead}>
        <Icon name={kind.icon} size={16} />
        <CardTitle card={card} kind={kind} plain={tools !== undefined} />
        {tools}
      </header>
      <div className={styles.body} inert={tools !== undefined}>
        <Contained>
          <Settling onSettled={() => onSettled?.()}>
            <Suspense fallback={<Skeleton rows={4} />}>
              <kind.Body card={card} />
            </Suspense>
          </Settling>
        </Contained>
      </div>
    </section>
  );
}

function CardTitle({ card, kind, plain }: { card: BenchCard; kind: CardKind; plain: boolean }) {
  const t = useText();
  const label = useCardLabel(card, kind);
  const to = kind.many ? `/o/${card.object}?view=${encodeURIComponent(card.view ?? '')}` : kind.to;
  return (
    <h2 title={card.kind === 'today' ? t('card.todayHint') : undefined}>
      {to && !plain ? (
        <BenchLink to={to} title={t('card.open', { card: label })}>
          {label}
        </BenchLink>
      ) : (
        label
      )}
    </h2>
  );
}

/** What a card is called: its kind, or the view it shows. */
export function useCardLabel(card: BenchCard, kind: CardKind): string {
  const t = useText();
  const definitions = useDefinitions();
  const shown = kind.many ? definitions.find(card.object) : undefined;
  const object = useWithSavedViews(shown ?? (definitions.objects[0] as NonNullable<typeof shown>), shown !== undefined);
  return (shown && object.views.find((v) => v.name === card.view)?.label) ?? t(kind.label);
}

class Contained extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <p className={styles.none}>{text('bench.cardFailed')}</p> : this.props.children;
  }
}
