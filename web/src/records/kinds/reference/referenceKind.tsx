import { Select } from 'antd';
import { useState } from 'react';
import { useDefinitions } from '../../../app/workspace.tsx';
import { text } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/LookupInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseObject } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

/** A record of one of several objects. */
export interface Reference {
  object: string;
  id: string;
  name?: string;
}

function ReferenceInput({ value, onChange, ...props }: InputProps<Reference>) {
  const definitions = useDefinitions();
  const objects = props.field.objects ?? [];
  const [object, setObject] = useState(value?.object ?? objects[0] ?? '');
  return (
    <div className={styles.row}>
      <Select
        aria-label={text('reference.object')}
        style={{ width: 112 }}
        disabled={props.disabled}
        value={object}
        options={objects.map((name) => ({ value: name, label: definitions.find(name)?.label ?? name }))}
        onChange={setObject}
      />
      <div className={styles.grow}>
        <LookupInput
          {...props}
          object={object}
          value={
            value?.object === object
              ? [value.name ? { id: value.id, [definitions.nameField(object)]: value.name } : value.id]
              : null
          }
          onChange={([link]) => onChange(link ? { object, id: typeof link === 'string' ? link : link.id } : null)}
        />
      </div>
    </div>
  );
}

export const referenceKind: FieldKind<Reference> = {
  type: 'reference',
  align: 'start',
  width: 200,
  operators: presenceOperators,
  parse: (raw) => {
    const found = parseObject(raw);
    if (found && typeof found.object === 'string' && typeof found.id === 'string') return found as unknown as Reference;
    const [object, id, ...more] = typeof raw === 'string' ? raw.split(':') : [];
    return object && id && more.length === 0 ? { object, id } : null;
  },
  text: (value) => `${value.object}:${value.id}`,
  send: (value) => ({ object: value.object, id: value.id }),
  Display: ({ value }) => <LinkText object={value.object} links={[value.name ? { id: value.id, name: value.name } : value.id]} />,
  Input: (props) => <ReferenceInput {...props} />,
};
