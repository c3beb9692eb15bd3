import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { Condition, FilterNode, Scalar } from '../filter/model.ts';
import type { Step } from '../useSteps.ts';

/**
 * Whether a filter leaves out everything that stands at a step: by what it says of the field itself, or of the state, open, won or lost, that a record
 * has at a step of this type.
 */
export function isLeftOut(filter: FilterNode | null, object: ObjectMeta, field: FieldMeta, step: Step): boolean {
  if (!filter) return false;
  if (filter.kind === 'condition') return denies(filter, valueAt(filter.field, object, field, step));
  const parts = filter.items.map((item) => isLeftOut(item, object, field, step));
  return filter.join === 'and' ? parts.includes(true) : parts.length > 0 && !parts.includes(false);
}

/** What a record at the step has in a field, as far as the step tells. */
function valueAt(name: string, object: ObjectMeta, field: FieldMeta, step: Step): string | undefined {
  if (name === field.name) return step.id;
  const state = object.fields.find((f) => f.name === name && f.type === 'select');
  const says = (value: string) => state?.options?.some((option) => option.value === value);
  return field.type === 'lookup' && says('won') && says('lost') ? step.type : undefined;
}

function denies({ operator, value }: Condition, at: string | undefined): boolean {
  if (at === undefined) return false;
  const named = ([] as (Scalar | undefined)[]).concat(value).map(String);
  switch (operator) {
    case 'eq':
    case 'in':
      return value !== undefined && named.length > 0 && !named.includes(at);
    case 'ne':
    case 'notIn':
      return named.includes(at);
    case 'empty':
      return true;
    default:
      return false;
  }
}
