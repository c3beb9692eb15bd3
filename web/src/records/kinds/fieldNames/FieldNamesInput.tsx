import type { FieldMeta, ObjectMeta } from '../../../api/meta.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { aboutOf } from '../condition/aboutOf.ts';
import type { InputProps } from '../FieldKind.ts';
import { OptionSelect } from '../shared/lazySelects.tsx';

/** A choice among the fields of an object, by what people call them. */
export function FieldNamesInput({ onChange, record, ...props }: InputProps<string[]>) {
  const object = useDefinitions().find(aboutOf(props.field, record));
  return (
    <OptionSelect
      {...props}
      many
      options={choosable(object, props.value ?? [])}
      onChange={(next) => onChange(next.length ? next : null)}
    />
  );
}

/** What people fill in, the name apart; what was chosen before stays in sight. */
function choosable(object: ObjectMeta | undefined, chosen: readonly string[]) {
  const isComputed = (f: FieldMeta) => ['formula', 'rollup', 'auto_number'].includes(f.type);
  return (object?.fields ?? [])
    .filter((f) => chosen.includes(f.name) || !(f.system || f.name === object?.nameField || isComputed(f)))
    .map((f) => ({ value: f.name, label: f.label }));
}
