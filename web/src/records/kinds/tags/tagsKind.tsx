import type { FieldKind } from '../FieldKind.ts';
import { OptionSelect } from '../shared/lazySelects.tsx';
import { listOperators } from '../shared/operatorSets.ts';
import { parseList } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export const tagsKind: FieldKind<string[]> = {
  type: 'tags',
  align: 'start',
  width: 160,
  alone: true,
  operators: listOperators,
  parse: parseList,
  text: (value) => value.join('；'),
  Display: ({ value }) => (
    <span className={styles.chips}>
      {value.map((tag) => (
        <span key={tag} className={styles.chip}>
          {tag}
        </span>
      ))}
    </span>
  ),
  Input: ({ onChange, ...props }) => (
    <OptionSelect
      {...props}
      many
      free
      options={props.field.options ?? []}
      onChange={(next) => onChange(next.length ? next : null)}
    />
  ),
};
