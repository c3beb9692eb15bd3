import { move } from '@dnd-kit/helpers';
import { DragDropProvider } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { Button, Tooltip } from 'antd';
import { ArrowLeft, ArrowRight, GripVertical, Maximize2, Minimize2, Plus, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type BenchCard, type BenchOwner, useDefaultBench, useKeepBench, useResetBench } from '../api/bench.ts';
import type { Schemas } from '../api/schemas.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { spokenDragging } from '../records/dragging.ts';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellDone, tellError } from '../ui/toast.ts';
import { AddCard } from './AddCard.tsx';
import { freeId, inOrder, moveCard, turnWidth } from './arrangement.ts';
import styles from './Bench.module.css';
import { CardFrame, useCardLabel } from './CardFrame.tsx';
import { type CardKind, kindOfCard } from './cardKinds.tsx';
import { OwnerChoice } from './OwnerChoice.tsx';

const mine: BenchOwner = { shared: false, role: null };

/** Lays the cards out: one's own, or for those who may, the ones a role begins with. Every step is kept at once. */
export function Arranging({ bench, onDone }: { bench: Schemas['Bench']; onDone(): void }) {
  const t = useText();
  const [owner, setOwner] = useState(mine);
  const standard = useDefaultBench(owner.shared ? owner : null);
  const kept = owner.shared ? standard.data : bench.mine;
  const reset = useResetBench();
  return (
    <div className={page.page} data-wide="">
      <header className={page.head}>
        <h1>{t('bench.arrange')}</h1>
        <div className={page.tools}>
          <OwnerChoice owner={owner} onChange={setOwner} />
          {!owner.shared && bench.mine && (
            <Button
              loading={reset.isPending}
              onClick={() =>
                reset.mutate(bench.mine?.id ?? '', {
                  onSuccess: () => tellDone(t('bench.resetDone')),
                  onError: (error) => tellError(reasonOf(error)),
                })
              }
            >
              {t('bench.reset')}
            </Button>
          )}
          <Button type="primary" onClick={onDone}>
            {t('bench.done')}
          </Button>
        </div>
      </header>
      <p className={styles.how}>
        {owner.shared && `${t('bench.defaultHint')} `}
        {t('bench.how')}
      </p>
      {owner.shared && standard.isPending ? (
        <Skeleton rows={8} />
      ) : (
        <Board
          key={`${owner.shared} ${owner.role} ${kept?.id}`}
          id={kept?.id}
          owner={owner}
          initial={kept?.cards ?? bench.standard}
        />
      )}
    </div>
  );
}

function Board({ id, owner, initial }: { id: string | undefined; owner: BenchOwner; initial: readonly BenchCard[] }) {
  const t = useText();
  const { definitions } = useWorkspace();
  const [cards, setCards] = useState<readonly BenchCard[]>(initial);
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useState('');
  const keep = useKeepBench();
  const change = (next: readonly BenchCard[]) => {
    setCards(next);
    keep.mutate(
      { id, owner, cards: next },
      {
        onError: (error) => {
          setCards(cards);
          tellError(reasonOf(error));
        },
      },
    );
  };
  const shown = cards.filter((card) => kindOfCard(card, definitions));
  const order = shown.map((card) => card.id).join();
  const spoken = useMemo(
    () =>
      spokenDragging({
        item: (data) => (data as { label: string }).label,
        place: (id) => {
          const place = order.split(',').indexOf(String(id)) + 1;
          return place ? t('bench.place', { place }) : undefined;
        },
      }),
    [order, t],
  );
  // Cards this person has nothing to see in stay where they are for those who have.
  const among = (ids: readonly string[]) => {
    const queue = [...ids];
    return cards.map((card) => (shown.includes(card) ? (queue.shift() ?? card.id) : card.id));
  };
  const step = (card: BenchCard, by: number, label: string) => {
    const next = moveCard(shown, card.id, by);
    change(inOrder(cards, among(next.map((c) => c.id))));
    setSaid(t('bench.moved', { card: label, place: next.findIndex((c) => c.id === card.id) + 1, of: next.length }));
  };
  return (
    <DragDropProvider
      plugins={(defaults) => [...defaults, spoken]}
      onDragEnd={(event) => {
        if (event.canceled) return;
        const next = among(
          move(
            shown.map((c) => c.id),
            event,
          ),
        );
        if (next.join() !== cards.map((c) => c.id).join()) change(inOrder(cards, next));
      }}
    >
      <div className="srOnly" aria-live="polite">
        {said}
      </div>
      <div className={styles.grid}>
        {shown.map((card, index) => {
          const kind = kindOfCard(card, definitions);
          return kind ? (
            <Movable
              key={card.id}
              card={card}
              kind={kind}
              index={index}
              count={shown.length}
              busy={keep.isPending}
              onStep={(by, label) => step(card, by, label)}
              onWidth={() => change(turnWidth(cards, card.id))}
              onRemove={() => change(cards.filter((other) => other !== card))}
            />
          ) : null;
        })}
        <div className={styles.add}>
          <Button type="text" icon={<Plus size={16} />} disabled={keep.isPending} onClick={() => setAdding(true)}>
            {t('bench.add')}
          </Button>
        </div>
      </div>
      {adding && (
        <AddCard
          cards={cards}
          onAdd={(card) => {
            change([...cards, { ...card, id: freeId(cards, card.kind) }]);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </DragDropProvider>
  );
}

interface MovableProps {
  card: BenchCard;
  kind: CardKind;
  index: number;
  count: number;
  busy: boolean;
  onStep(by: number, label: string): void;
  onWidth(): void;
  onRemove(): void;
}

function Movable({ card, kind, index, count, busy, onStep, onWidth, onRemove }: MovableProps) {
  const t = useText();
  const label = useCardLabel(card, kind);
  const { ref, handleRef } = useSortable({ id: card.id, index, disabled: busy, data: { label } });
  const button = (name: string, icon: React.ReactNode, run: () => void, disabled = false) => (
    <Tooltip title={name}>
      <Button type="text" size="small" aria-label={name} icon={icon} disabled={disabled || busy} onClick={run} />
    </Tooltip>
  );
  return (
    <div ref={ref} className={card.width === 'full' ? styles.fullPlace : styles.place}>
      <CardFrame
        card={{ ...card, width: 'full' }}
        tools={
          <>
            {button(t('bench.earlier', { card: label }), <ArrowLeft size={14} />, () => onStep(-1, label), index === 0)}
            {button(t('bench.later', { card: label }), <ArrowRight size={14} />, () => onStep(1, label), index === count - 1)}
            {button(
              t(card.width === 'full' ? 'bench.narrower' : 'bench.wider', { card: label }),
              card.width === 'full' ? <Minimize2 size={14} /> : <Maximize2 size={14} />,
              onWidth,
            )}
            {button(t('bench.remove', { card: label }), <X size={14} />, onRemove)}
            <button ref={handleRef} type="button" className={styles.handle} aria-label={t('bench.drag', { card: label })}>
              <GripVertical size={16} aria-hidden="true" />
            </button>
          </>
        }
      />
    </div>
  );
}
