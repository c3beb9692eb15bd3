import type { FieldKind } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { LookupInput } from '../shared/lazySelects.tsx';
import { listOperators } from '../shared/operatorSets.ts';
import { parseList } from '../shared/parsing.ts';
import { type Link, linkId, linkName, parseLink } from '../shared/reference.ts';
import styles from '../shared/shared.module.css';
import { useExcept } from '../shared/useExcept.ts';

export const multiLookupKind: FieldKind<Link[]> = {
  type: 'multi_lookup',
  align: 'start',
  width: 220,
  operators: listOperators,
  parse: (raw) => {
    const links = (Array.isArray(raw) ? raw : (parseList(raw) ?? []))
      .map(parseLink)
      .filter((link): link is Link => link !== null);
    return links.length ? links : null;
  },
  text: (value) => value.map((link) => linkName(link) ?? linkId(link)).join('；'),
  send: (value) => value.map(linkId),
  Display: ({ value, field, compact }) => (
    <span className={compact ? undefined : styles.wrapped}>
      <LinkText object={field.object} links={value} />
    </span>
  ),
  Input: function LinksInput({ onChange, ...props }) {
    const except = useExcept(props.field, props.record);
    const only = [props.field.object === 'user' && 'active eq true', except].filter(Boolean).join(' and ');
    return (
      <LookupInput
        {...props}
        many
        object={props.field.object}
        only={only || undefined}
        onChange={(next) => onChange(next.length ? next : null)}
      />
    );
  },
};
