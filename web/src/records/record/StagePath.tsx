import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { colorOf } from '../../theme/tokens.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { useMoveStep } from '../useMoveStep.ts';
import { useSteps } from '../useSteps.ts';
import { isBehind } from './isBehind.ts';
import styles from './StagePath.module.css';
import { useStepsTaken } from './useStepsTaken.ts';

/** The way of a record from first to last step; a click moves it, a rule may refuse and says what is missing. */
export function StagePath({ object, record, field }: { object: ObjectMeta; record: RecordData; field: FieldMeta }) {
  const t = useText();
  const { steps } = useSteps(field);
  const move = useMoveStep(object, field);
  const been = useStepsTaken(object, record, field);
  const path = useRef<HTMLOListElement>(null);
  const value = parseLink(record[field.name]);
  const current = steps.find((step) => value && step.id === linkId(value));
  const shown = steps.filter((step) => step.pipeline === current?.pipeline || current === undefined);
  const at = shown.findIndex((step) => step.id === current?.id);
  const allowed = object.can.edit && (field.editable !== false || object.actions.some((a) => a.name === 'win'));
  // Where the path is wider than the screen, it shows where the record stands.
  useEffect(() => {
    const [list, step] = [path.current, path.current?.children[at]];
    if (list && step instanceof HTMLElement) list.scrollLeft = step.offsetLeft - (list.clientWidth - step.offsetWidth) / 2;
  }, [at]);
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where no step can be pressed, keys still scroll the path
    <ol ref={path} className={styles.path} aria-label={field.label} tabIndex={allowed ? undefined : 0}>
      {shown.map((step, index) => {
        const closed = isBehind(step, index, current, at, been);
        const dimmed = (step.type === 'lost' && step.id !== current?.id) || (current?.type === 'lost' && step.id !== current.id);
        return (
          <li
            key={step.id}
            className={styles.step}
            data-state={index === at ? 'current' : closed && !dimmed ? 'past' : 'ahead'}
            style={{ '--tone': colorOf(step.color, 'teal') }}
          >
            <button
              type="button"
              disabled={!allowed || index === at}
              aria-current={index === at ? 'step' : undefined}
              title={index === at ? undefined : t('path.moveTo', { step: step.label })}
              onClick={() => move(record, step)}
            >
              {closed && !dimmed && index !== at && <Check size={14} aria-hidden="true" />}
              <span>{step.label}</span>
              {index === at && step.probability !== undefined && <small>{step.probability}%</small>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
