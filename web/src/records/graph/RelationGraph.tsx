import { useLayoutEffect, useRef, useState } from 'react';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { titleOf } from '../values.ts';
import { GraphFull, GraphNode } from './GraphNode.tsx';
import styles from './RelationGraph.module.css';
import { type Branch, useRelations } from './useRelations.ts';

interface RelationGraphProps {
  object: ObjectMeta;
  record: RecordData;
  related: readonly RelatedMeta[];
}

/** Most records drawn at once. */
const most = 80;

/** The record in the middle, what it points at on the left, what points at it on the right; each leads on, and to its page. */
export function RelationGraph({ object, record, related }: RelationGraphProps) {
  const t = useText();
  const { branches, isPending } = useRelations(object, record, related);
  const graph = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ lines: string[]; nodes: number }>({ lines: [], nodes: 0 });
  const isThere = !isPending && branches.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the record's neighbours are others
  useLayoutEffect(() => {
    const element = graph.current;
    if (!element) return;
    const measure = () => {
      const next = { lines: linesIn(element), nodes: element.querySelectorAll('[data-node]').length };
      setDrawn((before) => (before.nodes === next.nodes && String(before.lines) === String(next.lines) ? before : next));
    };
    measure();
    // Where the graph is wider than the screen, the record is what one sees first.
    const box = element.parentElement;
    if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [isThere, record.id]);
  if (isPending) return <Skeleton rows={6} />;
  if (branches.length === 0) return <Empty title={t('graph.empty')}>{t('graph.emptyHint')}</Empty>;
  return (
    <section className={styles.scroll} aria-label={t('graph.of', { name: titleOf(object, record) })}>
      <GraphFull value={drawn.nodes >= most}>
        <div ref={graph} className={styles.graph}>
          <svg className={styles.lines} aria-hidden="true">
            {drawn.lines.map((line) => (
              <path key={line} d={line} />
            ))}
          </svg>
          <Side side="from" branches={branches} path={[record.id]} />
          <div className={styles.middle} data-middle="">
            <Icon name={object.icon} fallback={object.name} size={18} />
            <strong>{titleOf(object, record)}</strong>
            <span>{object.label}</span>
          </div>
          <Side side="to" branches={branches} path={[record.id]} />
        </div>
      </GraphFull>
    </section>
  );
}

/** A curve from the record in the middle to each of its own neighbours. */
function linesIn(graph: HTMLElement): string[] {
  const { left, top } = graph.getBoundingClientRect();
  const middle = graph.querySelector('[data-middle]')?.getBoundingClientRect();
  if (!middle) return [];
  return [...graph.querySelectorAll('[data-node="end"]')].map((element) => {
    const box = element.getBoundingClientRect();
    const isBefore = box.left < middle.left;
    const x1 = (isBefore ? middle.left : middle.right) - left;
    const x2 = (isBefore ? box.right : box.left) - left;
    const [y1, y2] = [(middle.top + middle.bottom) / 2 - top, (box.top + box.bottom) / 2 - top];
    return `M${x1},${y1} C${(x1 + x2) / 2},${y1} ${(x1 + x2) / 2},${y2} ${x2},${y2}`;
  });
}

function Side({ side, branches, path }: { side: Branch['side']; branches: readonly Branch[]; path: readonly string[] }) {
  const t = useText();
  return (
    <div className={styles.side}>
      {branches
        .filter((branch) => branch.side === side)
        .map((branch) => (
          <div key={branch.key} className={styles.branch}>
            <h2>{branch.label}</h2>
            <ul>
              {branch.neighbours.map((neighbour) => (
                <GraphNode
                  key={neighbour.id}
                  neighbour={neighbour}
                  relation={neighbour.relation === branch.label ? '' : neighbour.relation}
                  path={path}
                />
              ))}
            </ul>
            {branch.more > 0 && <p className={styles.more}>{t('graph.more', { count: branch.more })}</p>}
          </div>
        ))}
    </div>
  );
}
