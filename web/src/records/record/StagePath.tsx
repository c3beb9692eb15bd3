import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Coming } from '../../ui/Settling.tsx';
import { holds, isJudgeable } from '../conditions.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { actionTo, useMoveStep } from '../useMoveStep.ts';
import { useSteps } from '../useSteps.ts';
import { EndStep } from './EndStep.tsx';
import styles from './StagePath.module.css';
import { stateOfStep } from './stepState.ts';
import { useStepsTaken } from './useStepsTaken.ts';

/** The way of a record from first to last step; a click moves it, a rule may refuse and says what is missing. Its several ends are one choice. */
export function StagePath({ object, record, field }: { object: ObjectMeta; record: RecordData; field: FieldMeta }) {
  const t = useText();
  const workspace = useWorkspace();
  const { steps, isPending } = useSteps(field);
  const move = useMoveStep(object, field);
  const been = useStepsTaken(object, record, field);
  const path = useRef<HTMLOListElement>(null);
  const value = parseLink(record[field.name]);
  const current = steps.find((step) => value && step.id === linkId(value));
  const shown = steps.filter((step) => step.pipeline === current?.pipeline || current === undefined);
  const ends = shown.filter((step) => step.type !== 'open');
  const isOneChoice = ends.length > 1;
  const way = isOneChoice ? shown.filter((step) => step.type === 'open') : shown;
  const isEnded = isOneChoice && current !== undefined && current.type !== 'open';
  const at = isEnded ? way.length : way.findIndex((step) => step.id === current?.id);
  const allowed = object.can.edit && (field.editable !== false || object.actions.some((a) => a.name === 'win'));
  // Where the path is wider than the screen, it shows where the record stands.
  useEffect(() => {
    const [list, step] = [path.current, path.current?.children[at]];
    if (list && step instanceof HTMLElement) list.scrollLeft = step.offsetLeft - (list.clientWidth - step.offsetWidth) / 2;
  }, [at]);
  if (isPending) return <Coming />;
  if (shown.length === 0) return null;
  /** An end that an action leads to is offered as that action is. */
  const isOffered = (id: string) => {
    const end = ends.find((step) => step.id === id);
    const action = object.actions.find((a) => end && a.name === actionTo(end));
    return !action || !isJudgeable(action.when, object, record) || holds(action.when, record, workspace, true);
  };
  return (
    // Where no step can be pressed, keys still scroll the path.
    <ol ref={path} className={styles.path} aria-label={field.label} tabIndex={allowed ? undefined : 0}>
      {way.map((step, index) => {
        const state = stateOfStep(way, index, current, at, been);
        return (
          <li
            key={step.id}
            className={styles.step}
            data-state={state}
            data-end={index === at && step.type !== 'open' ? step.type : undefined}
          >
            <button
              type="button"
              disabled={!allowed}
              aria-disabled={index === at || undefined}
              aria-current={index === at ? 'step' : undefined}
              title={state === 'current' ? undefined : t('path.moveTo', { step: step.label })}
              // The step that is reached keeps the focus of whoever pressed it.
              onClick={() => index !== at && move(record, step)}
            >
              {state === 'past' && <Check size={14} aria-hidden="true" />}
              <span>{step.label}</span>
              {state === 'skipped' && <small>{t('path.skipped')}</small>}
              {index === at && step.probability !== undefined && <small>{step.probability}%</small>}
            </button>
          </li>
        );
      })}
      {isOneChoice && (
        <EndStep
          current={isEnded ? current : undefined}
          offered={allowed ? ends.filter((step) => step.id !== current?.id && isOffered(step.id)) : []}
          onChoose={(step) => move(record, step)}
        />
      )}
    </ol>
  );
}
