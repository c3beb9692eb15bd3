import { CollisionPriority } from '@dnd-kit/abstract';
import { useDroppable } from '@dnd-kit/react';
import { useText } from '../../i18n/text.ts';
import { colorOf } from '../../theme/tokens.ts';
import type { Step } from '../useSteps.ts';
import styles from './Board.module.css';
import { columnUnder } from './columnUnder.ts';

/** A step whose records the view leaves out: a card can still be moved there. */
export function DropColumn({ step }: { step: Step }) {
  const t = useText();
  const { ref, isDropTarget } = useDroppable({
    id: step.id,
    collisionPriority: CollisionPriority.Low,
    collisionDetector: columnUnder,
  });
  return (
    <section
      ref={ref}
      className={styles.dropColumn}
      data-column={step.id}
      data-over={isDropTarget || undefined}
      aria-label={step.label}
      style={{ '--tone': colorOf(step.color, 'teal') }}
    >
      <h2>{step.label}</h2>
      <p>{t('board.leftOut')}</p>
    </section>
  );
}
