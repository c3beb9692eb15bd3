import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Check, CircleAlert, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ErrorDetail } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { type RecordData, readRecord } from '../../api/records.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';
import { FormField } from '../form/FormField.tsx';
import { wayToBegin } from '../form/lastWay.ts';
import { recordKeys } from '../recordCache.ts';
import { titleOf } from '../values.ts';
import { madeName, type Obstacle, obstaclesOf } from './obstacles.ts';

interface ObstaclesProps {
  object: ObjectMeta;
  record: RecordData;
  details: readonly ErrorDetail[];
  /** What was typed into the fields here. */
  typed: Record<string, unknown>;
  /** Fields that are asked for elsewhere in the dialog. */
  asked?: ReadonlySet<string>;
  onType(patch: Record<string, unknown>): void;
}

/** What stands in the way, each once, with the fields to fill right below it and the records that may be made for it. */
export function Obstacles({ object, record, details, typed, asked, onType }: ObstaclesProps) {
  const definitions = useDefinitions();
  const obstacles = obstaclesOf(definitions, object, details, asked);
  const first = obstacles.findIndex((obstacle) => obstacle.fields.length > 0);
  const whole = useWhole(object, record, obstacles);
  return (
    <ul className={styles.obstacles}>
      {obstacles.map((obstacle, index) => (
        <Line
          key={obstacle.message}
          object={object}
          record={whole}
          obstacle={obstacle}
          details={details}
          typed={typed}
          autoFocus={index === first}
          onType={onType}
        />
      ))}
    </ul>
  );
}

/** The record with what stands in the fields that are asked for: a row of a list or a card brings few of them along. */
function useWhole(object: ObjectMeta, record: RecordData, obstacles: readonly Obstacle[]): RecordData {
  const names = obstacles.flatMap(({ fields }) => fields.flatMap((f) => [f.name, f.within?.lookup ?? f.within?.field ?? f.name]));
  const missing = [...new Set(names)].filter((name) => !(name in record)).sort();
  const read = useQuery({
    queryKey: [...recordKeys.one(object.name, record.id), 'fields', missing],
    queryFn: ({ signal }) => readRecord(object.name, record.id, { select: ['id', ...missing] }, signal),
    enabled: missing.length > 0,
  });
  return { ...read.data, ...record };
}

interface LineProps extends Pick<ObstaclesProps, 'object' | 'record' | 'details' | 'typed' | 'onType'> {
  obstacle: Obstacle;
  autoFocus: boolean;
}

function Line({ object, record, obstacle, details, typed, autoFocus, onType }: LineProps) {
  const t = useText();
  const [made, setMade] = useState<{ name: string; details: readonly ErrorDetail[] }[]>([]);
  const makeable = ({ object: child, link }: Obstacle['children'][number]) =>
    openDialog({
      kind: 'create',
      object: child.name,
      brief: true,
      draft: `new.${child.name}.${object.name}.${record.id}`,
      values: { ...wayToBegin(child), [link]: { id: record.id, [object.nameField]: titleOf(object, record) } },
      onCreated: (created) => setMade([...made, { name: madeName(child, created, link), details }]),
    });
  // Whether it meets what is asked is known once the move is tried again: what was made before the last refusal did not.
  const isMet =
    obstacle.fields.some((field: FieldMeta) => field.name in typed && typed[field.name] !== null) ||
    made.some((one) => one.details === details);
  return (
    <li data-met={isMet || undefined}>
      <p>
        {isMet ? <Check size={14} aria-hidden="true" /> : <CircleAlert size={14} aria-hidden="true" />}
        {obstacle.message}
      </p>
      {obstacle.fields.map((field, index) => (
        <FormField
          key={`${field.name}${field.name in record}`}
          field={field}
          values={{ ...record, ...typed }}
          autoFocus={autoFocus && index === 0}
          onChange={onType}
        />
      ))}
      {obstacle.children.length > 0 && (
        <div className={styles.makes}>
          {obstacle.children.map((way) => (
            <Button key={way.object.name} size="small" icon={<Plus size={12} />} onClick={() => makeable(way)}>
              {t('list.new', { object: way.object.label })}
            </Button>
          ))}
          {made.map(({ name }) => (
            <span key={name}>{t('refusal.made', { name })}</span>
          ))}
        </div>
      )}
    </li>
  );
}
