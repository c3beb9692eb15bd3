import { Link } from 'react-router';
import type { ObjectMeta, RelatedMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { titleOf } from '../values.ts';
import styles from './RelationGraph.module.css';
import { type Branch, type Neighbour, useRelations } from './useRelations.ts';

interface RelationGraphProps {
  object: ObjectMeta;
  record: RecordData;
  related: readonly RelatedMeta[];
}

const rowHeight = 52;
const labelHeight = 32;
const gap = 12;
/** Where lines leave and reach, in hundredths of the width. */
const edges = { left: 30, middleStart: 37, middleEnd: 63, right: 70 };

interface Placed {
  neighbour: Neighbour;
  y: number;
}

/** The record in the middle, what it points at on the left, what points at it on the right; each leads to its page. */
export function RelationGraph({ object, record, related }: RelationGraphProps) {
  const t = useText();
  const { branches, isPending } = useRelations(object, record, related);
  if (isPending) return <Skeleton rows={6} />;
  if (branches.length === 0) return <Empty title={t('graph.empty')}>{t('graph.emptyHint')}</Empty>;
  const [from, to] = [place(branches.filter((b) => b.side === 'from')), place(branches.filter((b) => b.side === 'to'))];
  const height = Math.max(from.height, to.height, rowHeight * 2);
  const middle = height / 2;
  const curve = (x1: number, y1: number, x2: number, y2: number) =>
    `M${x1},${y1} C${(x1 + x2) / 2},${y1} ${(x1 + x2) / 2},${y2} ${x2},${y2}`;
  const down = (side: typeof from) => (height - side.height) / 2;
  return (
    <section className={styles.scroll} aria-label={t('graph.of', { name: titleOf(object, record) })}>
      <div className={styles.graph} style={{ height }}>
        <svg className={styles.lines} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {from.placed.map(({ neighbour, y }) => (
            <path key={neighbour.id} d={curve(edges.left, y + down(from), edges.middleStart, middle)} />
          ))}
          {to.placed.map(({ neighbour, y }) => (
            <path key={neighbour.id} d={curve(edges.middleEnd, middle, edges.right, y + down(to))} />
          ))}
        </svg>
        <Side className={styles.from} branches={branches.filter((b) => b.side === 'from')} top={down(from)} />
        <div className={styles.middle} style={{ top: middle }}>
          <Icon name={object.icon} fallback={object.name} size={18} />
          <strong>{titleOf(object, record)}</strong>
          <span>{object.label}</span>
        </div>
        <Side className={styles.to} branches={branches.filter((b) => b.side === 'to')} top={down(to)} />
      </div>
    </section>
  );
}

/** The height of each neighbour's middle, and of all together. */
function place(branches: readonly Branch[]): { placed: Placed[]; height: number } {
  let y = 0;
  const placed: Placed[] = [];
  for (const branch of branches) {
    y += labelHeight;
    for (const neighbour of branch.neighbours) {
      placed.push({ neighbour, y: y + rowHeight / 2 });
      y += rowHeight;
    }
    y += (branch.more > 0 ? labelHeight : 0) + gap;
  }
  return { placed, height: y };
}

function Side({ className, branches, top }: { className: string | undefined; branches: readonly Branch[]; top: number }) {
  const t = useText();
  return (
    <div className={className} style={{ top }}>
      {branches.map((branch) => (
        <div key={branch.key} className={styles.branch}>
          <h3>{branch.label}</h3>
          <ul>
            {branch.neighbours.map(({ id, object, label, relation }) => (
              <li key={id}>
                <Link to={`/o/${object.name}/${id}`} title={label}>
                  <Icon name={object.icon} fallback={object.name} size={14} />
                  <span>{label}</span>
                  {relation && relation !== branch.label && <small>{relation}</small>}
                </Link>
              </li>
            ))}
          </ul>
          {branch.more > 0 && <p className={styles.more}>{t('graph.more', { count: branch.more })}</p>}
        </div>
      ))}
    </div>
  );
}
