import { AutoScroller } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor } from '@dnd-kit/react';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { aggregate, listRecords, type RecordData } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useEdges } from '../../ui/useEdges.ts';
import { spokenDragging } from '../dragging.ts';
import { fromOData } from '../filter/fromOData.ts';
import { summedFields, useResolve } from '../list/useRecordList.ts';
import { recordKeys } from '../recordCache.ts';
import { useMoveStep } from '../useMoveStep.ts';
import { type Step, useSteps } from '../useSteps.ts';
import { titleOf } from '../values.ts';
import styles from './Board.module.css';
import { BoardColumn } from './BoardColumn.tsx';
import { ColumnKeys } from './ColumnKeys.ts';
import { LookWhileScrolling, stepAt } from './columnUnder.ts';
import { DropColumn } from './DropColumn.tsx';
import { isLeftOut } from './leftOut.ts';

interface BoardProps {
  object: ObjectMeta;
  groupBy: string;
  columns: readonly FieldMeta[];
  filter: string;
  search: string;
  orderby: string;
}

/** The whole card is dragged by the pointer; by keys it is the grip, so that the link and the menu inside stay reachable. */
const sensors = [
  PointerSensor.configure({
    activatorElements: (source) => [source.element],
    preventActivation: (event) => (event.target as Element).closest('button, .ant-dropdown') !== null,
  }),
  ColumnKeys,
];

/** The board scrolls by itself only from its very edge: the outermost column in sight is one to drop on. */
const scrolling = AutoScroller.configure({ threshold: { x: 0.04, y: 0.1 } });

/** Records as cards under the steps they stand at; a card moves by drag, by keys, or by its menu. */
export function Board({ object, groupBy, ...rest }: BoardProps) {
  const t = useText();
  const field = useDefinitions().field(object, groupBy);
  if (!field)
    return (
      <Empty tone="error" title={t('board.noField')}>
        {t('board.noFieldHint')}
      </Empty>
    );
  return <Columns object={object} field={field} {...rest} />;
}

function Columns({ object, field, columns, filter, search, orderby }: Omit<BoardProps, 'groupBy'> & { field: FieldMeta }) {
  const t = useText();
  const resolve = useResolve();
  const move = useMoveStep(object, field);
  const { steps, isPending } = useSteps(field);
  const pipelines = usePipelines(steps);
  const [pipeline, setPipeline] = useState<string | undefined>(undefined);
  const row = useRef<HTMLDivElement>(null);
  const chosen = pipeline ?? pipelines[0]?.value;
  const adds = (f: FieldMeta) => f.type === 'money' && summedFields([f], field.name).length > 0;
  const money = columns.find(adds) ?? object.fields.find(adds);
  const sums = useSums(object, field, money, resolve(filter));
  const spoken = useMemo(
    () =>
      spokenDragging({
        item: (data) => titleOf(object, (data as { record: RecordData }).record),
        place: (id) => steps.find((step) => step.id === id)?.label,
        mayBeRefused: true,
      }),
    [object, steps],
  );
  const whole = steps.filter((step) => pipelines.length < 2 || step.pipeline === chosen);
  const tree = useMemo(() => fromOData(filter), [filter]);
  const admitted = whole.filter((step) => !isLeftOut(tree, object, field, step));
  const shown = admitted.length > 0 ? admitted : whole;
  const leftOut = object.can.edit ? whole.filter((step) => !shown.includes(step)) : [];
  const hides = useEdges(row, shown.length + leftOut.length);
  useFirstWithCards(row, chosen ?? field.name, sums && shown.find((step) => (sums.get(step.id)?.count ?? 0) > 0)?.id);
  if (isPending) return <Skeleton rows={8} />;
  return (
    <div className={styles.board}>
      {pipelines.length > 1 && (
        <div className={styles.pipelines}>
          <Select aria-label={t('board.pipeline')} value={chosen} options={pipelines} onChange={setPipeline} />
        </div>
      )}
      <DragDropProvider
        sensors={sensors}
        plugins={(defaults) => [...defaults, spoken, scrolling, LookWhileScrolling]}
        onDragEnd={(event) => {
          const { source, position } = event.operation;
          const under = stepAt(row.current, position.current);
          const step = whole.find((s) => s.id === under);
          const record = source?.data?.record as RecordData | undefined;
          if (event.canceled || !step || !record || source?.data?.step === step.id) return;
          move(record, step);
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: no set of fields */}
        <div
          ref={row}
          className={styles.columns}
          data-columns=""
          data-hides={hides}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an empty board is scrolled by keys too
          tabIndex={0}
          aria-label={object.plural}
        >
          {shown.map((step) => (
            <BoardColumn
              key={step.id}
              object={object}
              field={field}
              step={step}
              steps={whole}
              columns={columns}
              money={money}
              sum={sums?.get(step.id)}
              filter={filter}
              search={search}
              orderby={orderby}
              onMove={move}
            />
          ))}
          {leftOut.map((step) => (
            <DropColumn key={step.id} step={step} />
          ))}
        </div>
      </DragDropProvider>
    </div>
  );
}

export interface ColumnSum {
  count: number;
  amount: number;
}

/** Where the first columns are empty, a screen that shows few of them begins at the first that has cards. */
function useFirstWithCards(row: RefObject<HTMLElement | null>, board: string, step: string | undefined): void {
  const begun = useRef<string>(undefined);
  useEffect(() => {
    const column = [...(row.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])].find(
      (c) => c.dataset.column === step,
    );
    if (!row.current || !column || begun.current === board) return;
    begun.current = board;
    const [outer, inner] = [row.current.getBoundingClientRect(), column.getBoundingClientRect()];
    if (inner.right > outer.right)
      row.current.scrollLeft += inner.left - outer.left - parseFloat(getComputedStyle(row.current).paddingLeft);
  }, [row, board, step]);
}

function useSums(
  object: ObjectMeta,
  field: FieldMeta,
  money: FieldMeta | undefined,
  filter: string,
): Map<string, ColumnSum> | undefined {
  const apply = `${filter ? `filter(${filter})/` : ''}groupby((${field.name}),aggregate($count as count${money ? `,${money.name} with sum as amount` : ''}))`;
  const { data } = useQuery({
    queryKey: recordKeys.apply(object.name, apply),
    queryFn: ({ signal }) => aggregate(object.name, apply, signal),
    staleTime: 15_000,
    placeholderData: (previous) => previous,
    retry: false,
  });
  return useMemo(
    () =>
      data &&
      new Map(data.map((row) => [String(row[field.name]), { count: Number(row.count ?? 0), amount: Number(row.amount ?? 0) }])),
    [data, field],
  );
}

function usePipelines(steps: readonly Step[]): { value: string; label: string }[] {
  const ids = [...new Set(steps.flatMap((step) => step.pipeline ?? []))];
  const { data } = useQuery({
    queryKey: ['pipelines', ids],
    queryFn: ({ signal }) => listRecords('pipeline', { filter: `id in (${ids.join(',')})`, top: 50 }, signal),
    enabled: ids.length > 1,
    staleTime: 5 * 60_000,
  });
  return ids.map((id) => ({ value: id, label: String(data?.value.find((p) => p.id === id)?.name ?? '…') }));
}
