import { Segmented } from 'antd';
import type { ObjectMeta } from '../../api/meta.ts';
import { makeableTypes, recordTypeField } from '../recordTypes.ts';
import styles from './Form.module.css';

interface TypeChoiceProps {
  object: ObjectMeta;
  value: string;
  onChange(type: string): void;
}

/** Which kind of record is made, where there are several to choose from. */
export function TypeChoice({ object, value, onChange }: TypeChoiceProps) {
  const types = makeableTypes(object);
  const label = object.fields.find((field) => field.name === recordTypeField)?.label;
  if (types.length < 2) return null;
  const help = types.find((type) => type.name === value)?.help;
  return (
    <div className={styles.typeChoice}>
      <Segmented
        aria-label={label}
        value={value}
        options={types.map((type) => ({ value: type.name, label: type.label }))}
        onChange={onChange}
      />
      {help && <p>{help}</p>}
    </div>
  );
}
