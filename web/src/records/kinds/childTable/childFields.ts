import type { Definitions, FieldMeta, ObjectMeta } from '../../../api/meta.ts';
import { isEmpty, sameValue } from '../../values.ts';
import { currencyField } from '../money/currencyField.ts';
import { addsUp, alignOf, kindOf } from '../registry.ts';
import type { ChildRow } from './childTableKind.tsx';

const most = 10;

/** The columns of a child table: what its list shows, without the link back to the parent. */
export function childFields(definitions: Definitions, field: FieldMeta): FieldMeta[] {
  const child = definitions.find(field.object);
  if (!child) return [];
  const chosen = child.views[0]?.columns.flatMap((name) => definitions.field(child, name) ?? []);
  return (chosen ?? child.fields).filter((f) => !f.system && f.name !== field.by && f.type !== 'child_table').slice(0, most);
}

/** The field that keeps the order of the lines, where the child has one. */
export function positionField(child: ObjectMeta | undefined): FieldMeta | undefined {
  return child?.fields.find((f) => f.name === 'position' && f.type === 'integer' && f.editable !== false);
}

/** The lines in their order. */
export function inOrder(child: ObjectMeta | undefined, rows: readonly ChildRow[]): ChildRow[] {
  const position = positionField(child)?.name ?? child?.order?.split(',')[0];
  return position ? rows.toSorted((a, b) => Number(a[position] ?? Infinity) - Number(b[position] ?? Infinity) || 0) : [...rows];
}

/** A new line with the constant defaults of its object. */
export function blankRow(child: ObjectMeta | undefined): ChildRow {
  const given = (child?.fields ?? []).filter((f) => f.editable !== false && f.default !== undefined && f.default !== null);
  return Object.fromEntries(given.map((f) => [f.name, f.default]));
}

/** Whether nothing was filled in beyond what a new line begins with. */
export function isBlank(child: ObjectMeta | undefined, row: ChildRow): boolean {
  const order = positionField(child)?.name;
  const typed = (child?.fields ?? []).filter((f) => f.editable !== false && f.name !== order && f.name in row);
  return !row.id && typed.every((f) => isEmpty(row[f.name]) || sameValue(row[f.name], f.default));
}

/** The lines that say something. */
export function filledRows(definitions: Definitions, field: FieldMeta, rows: readonly ChildRow[]): ChildRow[] {
  const child = definitions.find(field.object);
  return rows.filter((row) => !isBlank(child, row));
}

/** The lines with which a new document begins: one to type into, where its lines count something. */
export function firstLines(definitions: Definitions, object: ObjectMeta): Record<string, ChildRow[]> {
  const beginnings = object.fields.flatMap((field): [string, ChildRow[]][] => {
    const child = field.type === 'child_table' && field.editable !== false ? definitions.find(field.object) : undefined;
    const isBegun = child?.fields.some((f) => f.name === 'quantity') && !field.visibleWhen;
    return isBegun ? [[field.name, [blankRow(child)]]] : [];
  });
  return Object.fromEntries(beginnings);
}

/** What a line says in brief: what it is, how many of it at what price or else what it says first, and what it comes to. */
export interface LineInBrief {
  title?: FieldMeta;
  facts: FieldMeta[];
  /** The facts are how many, and at what price. */
  multiplies: boolean;
  /** What is taken off the price, if anything is. */
  discount?: FieldMeta;
  amount?: FieldMeta;
}

export function lineInBrief(fields: readonly FieldMeta[], row: ChildRow): LineInBrief {
  const said = fields.filter((f) => !isEmpty(row[f.name]));
  const isMoney = (f: FieldMeta) => (f.result ?? f.type) === 'money';
  const title = said.find((f) => alignOf(f) === 'start' && titleTypes.has(f.type)) ?? said.find((f) => alignOf(f) === 'start');
  const amount = said.find((f) => f.name === 'amount' && isMoney(f)) ?? said.findLast((f) => isMoney(f) && f.name !== 'price');
  if (!title) return { title, facts: [], multiplies: false, amount };
  const [quantity, price] = ['quantity', 'price'].map((name) => said.find((f) => f.name === name));
  if (quantity && price && price !== amount) {
    const discount = said.find((f) => f.name === 'discount' && f.type === 'percent' && Number(row[f.name]) !== 0);
    return { title, facts: [quantity, price], multiplies: true, discount, amount };
  }
  const others = said.filter((f) => f !== title && f !== amount && f.type !== 'boolean');
  return { title, facts: others.slice(0, 2), multiplies: false, amount };
}

/** What a line is, as a word; nothing while it says nothing. */
export function lineTitle(fields: readonly FieldMeta[], row: ChildRow): string | undefined {
  const { title } = lineInBrief(fields, row);
  const value = title && kindOf(title).parse(row[title.name], title);
  return title && value !== null ? kindOf(title).text(value as never, title) : undefined;
}

const titleTypes = new Set(['lookup', 'multi_lookup', 'text', 'select', 'user']);

/** Where the parent adds up its lines in one currency, the field that names it: none of the lines chooses its own then. */
export function sharedCurrency(definitions: Definitions, field: FieldMeta): string | undefined {
  const parent = definitions.find(definitions.field(field.object ?? '', field.by ?? '')?.object);
  return parent?.fields.find((f) => f.type === 'rollup' && f.currency !== undefined)?.currency;
}

/** The line with the currency of its parent where it names none. */
export function inCurrency(fields: readonly FieldMeta[], row: ChildRow, currency: unknown): ChildRow {
  const silent = fields.filter((f) => (f.result ?? f.type) === 'money' && isEmpty(row[currencyField(f)]));
  if (isEmpty(currency) || silent.length === 0) return row;
  return { ...row, ...Object.fromEntries(silent.map((f) => [currencyField(f), currency])) };
}

/** How much room a column of lines needs, px: numbers little, short words little, what is linked most. */
export function roomFor(column: FieldMeta): number {
  if (column.type === 'lookup' || column.type === 'multi_lookup') return 184;
  if (alignOf(column) === 'end') return (column.result ?? column.type) === 'money' ? 116 : 84;
  if (column.type === 'text') return (column.max ?? 200) <= 20 ? 72 : (column.max ?? 200) <= 100 ? 96 : 132;
  return Math.min(kindOf(column).width, 160);
}

/** The line as the API takes it: its id and what a person may write. */
export function rowToApi(definitions: Definitions, field: FieldMeta, row: ChildRow): ChildRow {
  const child = definitions.find(field.object);
  const written = (child?.fields ?? []).filter((f) => f.name in row && f.name !== field.by && !f.system && f.editable !== false);
  const values = written.flatMap((f): [string, unknown][] => {
    const value = row[f.name];
    const sent = value === null || value === undefined ? null : (kindOf(f).send?.(value, f, definitions) ?? value);
    const currency = row[`${f.name}_currency`];
    return f.type === 'money' && currency !== undefined && value !== null
      ? [
          [f.name, sent],
          [`${f.name}_currency`, currency],
        ]
      : [[f.name, sent]];
  });
  return Object.fromEntries([...(row.id ? [['id', row.id] as const] : []), ...values]);
}

/** Sums of what adds up, by column. Where a line computes an amount, that is its worth, and its price is not added up. */
export function sumsOf(fields: readonly FieldMeta[], rows: readonly ChildRow[]): Map<string, number> {
  const adds = fields.filter(addsUp);
  const hasAmount = adds.some((f) => f.type === 'formula');
  const summed = adds.filter((f) => !(hasAmount && f.type === 'money'));
  return new Map(summed.map((f) => [f.name, rows.reduce((sum, row) => sum + Number(kindOf(f).parse(row[f.name], f) ?? 0), 0)]));
}
