import { Badge } from '../../../ui/Badge.tsx';
import type { FieldKind } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/lazySelects.tsx';
import { choiceOperators } from '../shared/operatorSets.ts';
import { type Link, linkColor, linkId, linkName, parseLink } from '../shared/reference.ts';
import { useGivenWithin, useWithin } from '../shared/useWithin.ts';

export const lookupKind: FieldKind<Link> = {
  type: 'lookup',
  align: 'start',
  width: 220,
  savesOnChoice: true,
  operators: choiceOperators,
  parse: parseLink,
  text: (value) => linkName(value) ?? linkId(value),
  send: linkId,
  Display: ({ value, field }) =>
    linkColor(value) ? (
      <Badge color={linkColor(value)}>{linkName(value) ?? '…'}</Badge>
    ) : (
      <LinkText links={[value]} object={field.object} />
    ),
  Input: function LinkInput({ value, onChange, ...props }) {
    const only = useWithin(props.field, props.record);
    const given = useGivenWithin(props.field, props.record);
    return (
      <LookupInput
        {...props}
        object={props.field.object}
        only={only}
        given={given}
        value={value ? [value] : null}
        onChange={(next) => onChange(next[0] ?? null)}
      />
    );
  },
};
