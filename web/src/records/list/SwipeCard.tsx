import { useQueryClient } from '@tanstack/react-query';
import { MoreHorizontal } from 'lucide-react';
import { type PointerEvent, type ReactNode, Suspense, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { titleOf } from '../values.ts';
import { type SwipeAction, swipesOf } from './cardActions.ts';
import styles from './SwipeCard.module.css';

const RowMenu = lazyPart(() => import('./RowMenu.tsx').then((m) => m.RowMenu));

/** How far a finger has to go until letting go does it. */
const enough = 80;
/** How far until it is a swipe and no longer a tap or a scroll. */
const begun = 12;
const farthest = 120;

/** A card that can be swiped to act on its record; the same and everything else stands in its menu. */
export function SwipeCard({ object, record, children }: { object: ObjectMeta; record: RecordData; children: ReactNode }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  /** Not there before it was first opened. */
  const [menu, setMenu] = useState<boolean>();
  const button = useRef<HTMLButtonElement>(null);
  const face = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; y: number; swiping: boolean } | null>(null);
  const moved = useRef(0);
  const context = { object, records: [record], navigate, client, workspace };
  const { right, left } = swipesOf(context, workspace.definitions);

  const slide = (by: number) => {
    moved.current = by;
    if (!face.current) return;
    face.current.style.transform = by === 0 ? '' : `translateX(${by}px)`;
    face.current.parentElement?.setAttribute('data-side', by > 0 ? 'right' : by < 0 ? 'left' : '');
  };
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    const [x, y] = [event.clientX - from.current.x, event.clientY - from.current.y];
    if (!from.current.swiping) {
      if (Math.abs(x) < begun || Math.abs(x) < Math.abs(y) * 1.5) return;
      from.current.swiping = true;
      face.current?.setPointerCapture(event.pointerId);
      face.current?.setAttribute('data-swiping', '');
    }
    const allowed = (x > 0 && right) || (x < 0 && left);
    slide(allowed ? Math.max(-farthest, Math.min(farthest, x)) : 0);
  };
  const end = (isMeant: boolean) => {
    const by = moved.current;
    const swiped = from.current?.swiping;
    from.current = null;
    face.current?.removeAttribute('data-swiping');
    slide(0);
    if (!swiped || !isMeant || Math.abs(by) < enough) return;
    (by > 0 ? right : left)?.run();
  };
  return (
    <div className={styles.frame} data-swipe="">
      {right && <Behind side="right" action={right} />}
      {left && <Behind side="left" action={left} />}
      <div
        ref={face}
        className={styles.face}
        onPointerDown={(event) => {
          if (event.pointerType !== 'mouse') from.current = { x: event.clientX, y: event.clientY, swiping: false };
        }}
        onPointerMove={move}
        onPointerUp={() => end(true)}
        onPointerCancel={() => end(false)}
        // A swipe that began on the link is no tap on it.
        onClickCapture={(event) => {
          if (moved.current !== 0) event.preventDefault();
        }}
      >
        {children}
        <span className={styles.menu}>
          <Button
            ref={button}
            type="text"
            aria-label={t('list.rowMenu', { name: titleOf(object, record) })}
            aria-haspopup="menu"
            aria-expanded={menu === true}
            icon={<MoreHorizontal size={18} />}
            onClick={() => setMenu(!menu)}
          />
          {menu !== undefined && button.current && (
            <Suspense fallback={null}>
              <RowMenu
                object={object}
                record={record}
                button={button.current}
                open={menu}
                onOpenChange={setMenu}
                above={[right, left]
                  .filter((action): action is SwipeAction => action !== undefined)
                  .map((action) => ({
                    key: action.id,
                    label: action.label,
                    icon: <ActionIcon action={action} />,
                    onClick: action.run,
                  }))}
              />
            </Suspense>
          )}
        </span>
      </div>
    </div>
  );
}

/** What lies under the card while it is swiped. */
function Behind({ side, action }: { side: 'left' | 'right'; action: SwipeAction }) {
  return (
    <span className={side === 'right' ? styles.right : styles.left} aria-hidden="true">
      <ActionIcon action={action} />
      {action.label}
    </span>
  );
}

function ActionIcon({ action }: { action: SwipeAction }) {
  return action.icon ? <action.icon size={16} /> : <Icon name={action.iconName} size={16} />;
}
