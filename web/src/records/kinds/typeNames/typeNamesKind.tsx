import { useDefinitions } from '../../../app/workspace.tsx';
import { aboutOf } from '../condition/aboutOf.ts';
import type { DisplayProps, FieldKind, InputProps } from '../FieldKind.ts';
import { OptionSelect } from '../shared/lazySelects.tsx';
import { tagsKind } from '../tags/tagsKind.tsx';

/** Names of record types of an object, shown and chosen by what people call them. */
export const typeNamesKind: FieldKind<string[]> = {
  ...tagsKind,
  alone: false,
  Display: Labels,
  Input: (props) => <Choice {...props} />,
};

function useTypes(field: DisplayProps<string[]>['field'], record: Record<string, unknown> | undefined) {
  return useDefinitions().find(aboutOf(field, record ?? {}))?.recordTypes ?? [];
}

function Labels(props: DisplayProps<string[]>) {
  const types = useTypes(props.field, props.record);
  return (
    <tagsKind.Display {...props} value={props.value.map((name) => types.find((type) => type.name === name)?.label ?? name)} />
  );
}

function Choice({ onChange, record, ...props }: InputProps<string[]>) {
  const types = useTypes(props.field, record);
  return (
    <OptionSelect
      {...props}
      many
      options={types.map((type) => ({ value: type.name, label: type.label, color: type.color }))}
      onChange={(next) => onChange(next.length ? next : null)}
    />
  );
}
