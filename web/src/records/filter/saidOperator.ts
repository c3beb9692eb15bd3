import type { FieldMeta } from '../../api/meta.ts';
import type { TextKey } from '../../i18n/text.ts';
import { alignOf } from '../kinds/registry.ts';
import type { Operator } from './model.ts';

/** An operator as a sentence has it: a person, a choice or a word is the one that is meant, a number equals another. */
export function saidOperator(field: FieldMeta | undefined, operator: Operator): TextKey {
  if (operator !== 'eq' && operator !== 'ne') return `operator.${operator}`;
  return field && alignOf(field) === 'end' ? `operator.${operator}` : `said.${operator}`;
}
