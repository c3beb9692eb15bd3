import { Select } from 'antd';
import { useState } from 'react';
import { useDefinitions } from '../../../app/workspace.tsx';
import { text } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { LookupInput } from '../shared/LookupInput.tsx';
import { linkId } from '../shared/reference.ts';
import styles from '../shared/shared.module.css';
import { type Reference, referenceTypeField, typeOf } from './referenceType.ts';

/** First which kind of record, then which one. */
export function ReferenceInput({ value, onChange, record, ...props }: InputProps<Reference>) {
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
