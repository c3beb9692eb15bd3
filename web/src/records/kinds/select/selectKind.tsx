import { useWorkspace } from '../../../app/workspace.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { offeredOptions } from '../../conditions.ts';
import type { FieldKind } from '../FieldKind.ts';
import { OptionSelect } from '../shared/lazySelects.tsx';
import { choiceOperators } from '../shared/operatorSets.ts';
import { optionOf } from './optionOf.ts';

export const selectKind: FieldKind<string> = {
  type: 'select',
  align: 'start',
  width: 140,
  savesOnChoice: true,
  operators: choiceOperators,
  parse: (raw, field) => optionOf(raw, field)?.value ?? (typeof raw === 'string' && raw !== '' && !field.options ? raw : null),
  text: (value, field) => optionOf(value, field)?.label ?? value,
  Display: ({ value, field }) => {
    const option = optionOf(value, field);
    return <Badge color={option?.color}>{option?.label ?? value}</Badge>;
  },
  Input: ({ value, onChange, ...props }) => (
    <OptionSelect
      {...props}
      options={offeredOptions(props.field, props.record, useWorkspace())}
      value={value === null ? null : [value]}
      onChange={(next) => onChange(next[0] ?? null)}
    />
  ),
};
