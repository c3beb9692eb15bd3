import type { FieldKind } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/lazySelects.tsx';
import { choiceOperators } from '../shared/operatorSets.ts';
import { type Link, linkId, linkName, parseLink } from '../shared/reference.ts';

export const departmentKind: FieldKind<Link> = {
  type: 'department',
  align: 'start',
  width: 130,
  savesOnChoice: true,
  operators: choiceOperators,
  parse: parseLink,
  text: (value) => linkName(value) ?? linkId(value),
  send: linkId,
  Display: ({ value, field }) => <LinkText links={[value]} object={field.object ?? 'department'} />,
  Input: ({ value, onChange, ...props }) => (
    <LookupInput
      {...props}
      object={props.field.object ?? 'department'}
      value={value ? [value] : null}
      onChange={(next) => onChange(next[0] ?? null)}
    />
  ),
};
