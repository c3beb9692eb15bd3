import { Avatar } from '../../../ui/Avatar.tsx';
import type { FieldKind } from '../FieldKind.ts';
import { PersonText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/lazySelects.tsx';
import { choiceOperators } from '../shared/operatorSets.ts';
import { type Link, linkId, linkName, parseLink } from '../shared/reference.ts';
import styles from '../shared/shared.module.css';
import { useExcept } from '../shared/useExcept.ts';

export const userKind: FieldKind<Link> = {
  type: 'user',
  align: 'start',
  width: 130,
  savesOnChoice: true,
  operators: choiceOperators,
  parse: parseLink,
  text: (value) => linkName(value) ?? linkId(value),
  send: linkId,
  Display: ({ value, field }) => <PersonText link={value} object={field.object ?? 'user'} />,
  Input: function PersonInput({ value, onChange, ...props }) {
    const except = useExcept(props.field, props.record);
    return (
      <LookupInput
        {...props}
        object={props.field.object ?? 'user'}
        only={except ? `active eq true and ${except}` : 'active eq true'}
        value={value ? [value] : null}
        onChange={(next) => onChange(next[0] ?? null)}
        render={(name) => (
          <span className={styles.person}>
            <Avatar name={name} />
            {name}
          </span>
        )}
      />
    );
  },
};
