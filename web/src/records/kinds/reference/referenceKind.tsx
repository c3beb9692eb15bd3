import { Select } from 'antd';
import { useState } from 'react';
import { useDefinitions } from '../../../app/workspace.tsx';
import { text } from '../../../i18n/text.ts';
import type { FieldKind, InputProps } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/LookupInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseObject } from '../shared/parsing.ts';
import { linkId } from '../shared/reference.ts';
import styles from '../shared/shared.module.css';

/** A record of one of several objects. */
export interface Reference {
  /** The object's name; the API tells it beside the id. */
  type?: string;
  id: string;
}

/** The name under which a record keeps the object that a reference points into. */
export function referenceTypeField(field: string): string {
  return `${field}_type`;
}

function typeOf(value: Reference | null, field: string, record: Record<string, unknown> | undefined): string | undefined {
  const beside = record?.[referenceTypeField(field)];
  return value?.type ?? (typeof beside === 'string' ? beside : undefined);
}

function ReferenceInput({ value, onChange, record, ...props }: InputProps<Reference>) {
  const definitions = useDefinitions();
  const { field } = props;
  const objects = field.objects ?? [];
  const known = typeOf(value, field.name, record);
  const [chosen, setChosen] = useState(known ?? objects[0] ?? '');
  return (
    <div className={styles.row}>
      <Select
        aria-label={`${field.label} ${text('reference.object')}`}
        style={{ width: 112 }}
        disabled={props.disabled}
        value={chosen}
        options={objects.map((name) => ({ value: name, label: definitions.find(name)?.label ?? name }))}
        onChange={setChosen}
      />
      <div className={styles.grow}>
        <LookupInput
          {...props}
          inCell={false}
          object={chosen}
          value={value && known === chosen ? [value.id] : null}
          onChange={([link]) =>
            onChange(link ? { type: chosen, id: linkId(link) } : null, { [referenceTypeField(field.name)]: link ? chosen : null })
          }
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
    if (found) {
      if (typeof found.id !== 'string') return null;
      return typeof found.type === 'string' ? { type: found.type, id: found.id } : { id: found.id };
    }
    const [first, second, ...more] = typeof raw === 'string' ? raw.trim().split(':') : [];
    if (!first || more.length) return null;
    return second ? { type: first, id: second } : { id: first };
  },
  text: (value) => (value.type ? `${value.type}:${value.id}` : value.id),
  send: (value) => (value.type ? { type: value.type, id: value.id } : value.id),
  Display: ({ value, field, record }) => <LinkText object={typeOf(value, field.name, record)} links={[value.id]} />,
  Input: (props) => <ReferenceInput {...props} />,
};
