import type { FieldKind } from '../FieldKind.ts';
import { LinkText } from '../shared/LinkText.tsx';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseObject } from '../shared/parsing.ts';
import { type Reference, typeOf } from './referenceType.ts';

const ReferenceInput = lazyInput(async () => (await import('./ReferenceInput.tsx')).ReferenceInput);

export const referenceKind: FieldKind<Reference> = {
  type: 'reference',
  align: 'start',
  width: 240,
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
  Input: ReferenceInput,
};
