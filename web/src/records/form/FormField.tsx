import { memo, useId } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import { FieldValue } from '../FieldValue.tsx';
import { kindOf } from '../kinds/registry.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import styles from './Form.module.css';
import { isToFill } from './isToFill.ts';

interface FormFieldProps {
  field: FieldMeta;
  values: Record<string, unknown>;
  /** What the formula of the field gives, where it has one; the values do not hold it. */
  result?: unknown;
  required?: boolean;
  readOnly?: boolean;
  problem?: string;
  autoFocus?: boolean;
  /** Its section bears the same name and nothing else: the label is only heard. */
  isTitled?: boolean;
  onChange(patch: Record<string, unknown>): void;
  onLeave?(): void;
}

/** A label, the kind's own input, and what is wrong right below it. Of sixty fields, a key draws those anew that it concerns. */
export const FormField = memo(
  Labelled,
  (before, after) =>
    before.field === after.field &&
    before.required === after.required &&
    before.readOnly === after.readOnly &&
    before.problem === after.problem &&
    before.autoFocus === after.autoFocus &&
    before.isTitled === after.isTitled &&
    before.onChange === after.onChange &&
    before.onLeave === after.onLeave &&
    before.result === after.result &&
    (before.values === after.values ||
      (before.values[before.field.name] === after.values[after.field.name] &&
        !after.readOnly &&
        (kindOf(after.field).alone === true || isResultAlone(after)))),
);

/** A formula's result is drawn from nothing else, but for money, whose currency stands beside it. */
function isResultAlone({ field, result }: FormFieldProps): boolean {
  return result !== undefined && field.formula !== undefined && (field.result ?? field.type) !== 'money';
}

function Labelled({
  field,
  values,
  result,
  required,
  readOnly,
  problem,
  autoFocus,
  isTitled,
  onChange,
  onLeave,
}: FormFieldProps) {
  const id = useId();
  const kind = kindOf(field);
  const raw = result === undefined ? values[field.name] : result;
  const value = raw instanceof Unreadable ? null : kind.parse(raw, field);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the input inside being left
    <div className={`${styles.field} ${kind.wide ? styles.wide : ''}`} onBlur={onLeave} data-field={field.name}>
      <label htmlFor={id} className={isTitled ? 'srOnly' : undefined}>
        {field.label}
        {isToFill(field, required) && (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {kind.Input && !readOnly ? (
        <kind.Input
          id={id}
          field={field}
          value={value}
          record={values}
          autoFocus={autoFocus}
          invalid={problem !== undefined}
          onChange={(next, beside) => onChange({ ...beside, [field.name]: next })}
        />
      ) : (
        <span id={id} className={styles.readOnly}>
          <FieldValue field={field} value={value} record={values} />
        </span>
      )}
      {problem ? (
        <p className={styles.problem} role="alert" data-problem="">
          {problem}
        </p>
      ) : (
        field.help && <p className={styles.help}>{field.help}</p>
      )}
    </div>
  );
}
