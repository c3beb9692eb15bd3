import { useDefinitions } from '../../../app/workspace.tsx';
import { aboutOf } from '../condition/aboutOf.ts';
import type { DisplayProps, FieldKind } from '../FieldKind.ts';
import { tagsKind } from '../tags/tagsKind.tsx';
import { FieldNamesInput } from './FieldNamesInput.tsx';

/** Names of fields of an object, shown and chosen by what people call them. */
export const fieldNamesKind: FieldKind<string[]> = {
  ...tagsKind,
  alone: false,
  Display: Labels,
  Input: (props) => <FieldNamesInput {...props} />,
};

function Labels(props: DisplayProps<string[]>) {
  const definitions = useDefinitions();
  const about = aboutOf(props.field, props.record) ?? '';
  return <tagsKind.Display {...props} value={props.value.map((name) => definitions.field(about, name)?.label ?? name)} />;
}
