import { useWorkspace } from '../../../app/workspace.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { offeredOptions } from '../../conditions.ts';
import type { FieldKind } from '../FieldKind.ts';
import { optionOf } from '../select/optionOf.ts';
import { OptionSelect } from '../shared/lazySelects.tsx';
import { listOperators } from '../shared/operatorSets.ts';
import { parseList } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export const multiSelectKind: FieldKind<string[]> = {
  type: 'multi_select',
  align: 'start',
  width: 180,
  operators: listOperators,
  parse: (raw, field) => {
    const known = parseList(raw)?.flatMap((item) => optionOf(item, field)?.value ?? []);
    return known?.length ? known : null;
  },
  text: (value, field) => value.map((item) => optionOf(item, field)?.label ?? item).join('；'),
  Display: ({ value, field }) => (
    <span className={styles.chips}>
      {value.map((item) => (
        <Badge key={item} color={optionOf(item, field)?.color}>
          {optionOf(item, field)?.label ?? item}
        </Badge>
      ))}
    </span>
  ),
  Input: ({ onChange, ...props }) => (
    <OptionSelect
      {...props}
      many
      options={offeredOptions(props.field, props.record, useWorkspace())}
      onChange={(next) => onChange(next.length ? next : null)}
    />
  ),
};
