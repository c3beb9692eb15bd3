import type { ReactNode } from 'react';
import type { Definitions, FieldMeta, FieldType } from '../../api/meta.ts';
import type { Operator } from '../filter/model.ts';
import type { Unreadable } from './unreadable.ts';

export interface DisplayProps<V> {
  value: V;
  field: FieldMeta;
  /** The record around the value; money finds its currency there. */
  record?: Record<string, unknown>;
  /** One line of a list or a card. */
  compact?: boolean;
}

export interface InputProps<V> {
  field: FieldMeta;
  value: V | null;
  record: Record<string, unknown>;
  /** `beside` carries what must change together with the value, such as an amount's currency. */
  onChange(value: V | null | Unreadable, beside?: Record<string, unknown>): void;
  id?: string;
  autoFocus?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  /** Inside a table's cell: fills it, opens at once. */
  inCell?: boolean;
  /** In a cell that is an input all the time: opens when it is asked to. */
  atRest?: boolean;
}

/** Everything the client knows about one type of field. A new type is one folder with one of these. */
export interface FieldKind<V> {
  type: FieldType;
  align: 'start' | 'end';
  /** The width of its column, in pixels, until the person drags it. */
  width: number;
  operators: readonly Operator[];
  /** Makes a value of what the API sent or a person pasted; `null` when it is none. */
  parse(raw: unknown, field: FieldMeta): V | null;
  /** The value as plain text: in CSV, in a tooltip, on the clipboard. `parse` reads it back. */
  text(value: V, field: FieldMeta): string;
  /** The form in which the API takes the value, where it differs from what the screen holds. */
  send?(value: V, field: FieldMeta, definitions: Definitions): unknown;
  Display(props: DisplayProps<V>): ReactNode;
  /** Absent where nobody types: numbers given by the server, formulas, roll-ups. */
  Input?(props: InputProps<V>): ReactNode;
  /** Its input depends on nothing but its own value: it stays as drawn while other fields are typed in. */
  alone?: boolean;
  /** Takes the whole width of a form. */
  wide?: boolean;
  /** One choice is the whole edit: it is saved without a further key. */
  savesOnChoice?: boolean;
  /** A line of characters: typing on a focused cell begins to replace it. */
  typed?: boolean;
  /** Never arrives in full: shown on request, typed anew. */
  masked?: boolean;
  /** Adds up in a column's total. */
  sums?: boolean;
}
