import { useQuery } from '@tanstack/react-query';
import { Minus, Plus } from 'lucide-react';
import { createContext, useContext, useState } from 'react';
import { Link } from 'react-router';
import { type RecordData, readRecord } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { recordKeys } from '../recordCache.ts';
import { expandFor } from '../recordQuery.ts';
import styles from './RelationGraph.module.css';
import { type Neighbour, useRelations } from './useRelations.ts';

/** How far from the record in the middle neighbours may be drawn. */
const deepest = 3;

/** Whether the graph holds as many records as one can take in. */
export const GraphFull = createContext(false);

interface GraphNodeProps {
  neighbour: Neighbour;
  relation: string;
  /** The records on the way from the middle, which are not drawn again. */
  path: readonly string[];
}

/** A record in the graph: leads to its page, and shows its own neighbours below it when asked. */
export function GraphNode({ neighbour, relation, path }: GraphNodeProps) {
  const t = useText();
  const isFull = useContext(GraphFull);
  const [open, setOpen] = useState(false);
  const { object, id, label } = neighbour;
  return (
    <li>
      <div className={styles.node} data-node={path.length === 1 ? 'end' : ''}>
        <Link to={`/o/${object.name}/${id}`} title={label}>
          <Icon name={object.icon} fallback={object.name} size={14} />
          <span>{label}</span>
          {relation && <small>{relation}</small>}
        </Link>
        {path.length < deepest && (
          <button
            type="button"
            aria-expanded={open}
            aria-label={t(open ? 'graph.fold' : 'graph.unfold', { name: label })}
            title={isFull && !open ? t('graph.full') : undefined}
            disabled={isFull && !open}
            onClick={() => setOpen(!open)}
          >
            {open ? <Minus size={12} aria-hidden="true" /> : <Plus size={12} aria-hidden="true" />}
          </button>
        )}
      </div>
      {open && <Beyond neighbour={neighbour} path={[...path, id]} />}
    </li>
  );
}

function Beyond({ neighbour: { object, id }, path }: Pick<GraphNodeProps, 'neighbour' | 'path'>) {
  const t = useText();
  const definitions = useDefinitions();
  const { data, isError } = useQuery({
    queryKey: [...recordKeys.object(object.name), 'graph', id],
    queryFn: ({ signal }) =>
      readRecord(
        object.name,
        id,
        {
          expand: expandFor(
            definitions,
            object.fields.filter((f) => f.type === 'lookup'),
          ),
        },
        signal,
      ),
    staleTime: 15_000,
    retry: false,
  });
  if (isError) return <p className={styles.more}>{t('graph.failed')}</p>;
  return data ? <Neighbours object={object} record={data} path={path} /> : <p className={styles.more}>{t('common.loading')}</p>;
}

function Neighbours({ object, record, path }: { object: Neighbour['object']; record: RecordData; path: readonly string[] }) {
  const t = useText();
  const definitions = useDefinitions();
  const related = object.layout.related.filter((r) => definitions.find(r.object));
  const { branches, isPending } = useRelations(object, record, related);
  const further = branches.map((branch) => ({ ...branch, neighbours: branch.neighbours.filter(({ id }) => !path.includes(id)) }));
  if (isPending) return <p className={styles.more}>{t('common.loading')}</p>;
  if (further.every((branch) => branch.neighbours.length === 0)) return <p className={styles.more}>{t('graph.none')}</p>;
  return (
    <ul className={styles.beyond}>
      {further.map((branch) =>
        branch.neighbours.map((neighbour) => (
          <GraphNode
            key={`${branch.key} ${neighbour.id}`}
            neighbour={neighbour}
            relation={neighbour.relation || branch.label}
            path={path}
          />
        )),
      )}
    </ul>
  );
}
