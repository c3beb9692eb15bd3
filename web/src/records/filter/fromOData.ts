import { periodOf } from './aliases.ts';
import type { Condition, FilterNode, Group, Operator, Scalar } from './model.ts';
import { type Literal, parseSyntax, type Syntax } from './syntax.ts';

/** Reads OData text into what the filter builder shows; `null` when the text says more than the builder can. */
export function fromOData(text: string): Group | null {
  if (text.trim() === '') return { kind: 'group', join: 'and', items: [] };
  const syntax = parseSyntax(withEmptyAny(text));
  const node = syntax && nodeFrom(syntax);
  if (!node) return null;
  return node.kind === 'group' ? node : { kind: 'group', join: 'and', items: [node] };
}

/** `tags/any()` asks for no member in particular; the reader knows only `any` with a condition. */
function withEmptyAny(text: string): string {
  return text.replace(/\/any\(\)/g, '/any(x:x ne null)');
}

function nodeFrom(syntax: Syntax): FilterNode | null {
  switch (syntax.node) {
    case 'and':
      return rangeFrom(syntax.items) ?? groupFrom('and', syntax.items);
    case 'or':
      return groupFrom('or', syntax.items);
    case 'not':
      return negated(syntax.item);
    case 'compare':
      return comparison(syntax.path, syntax.operator, syntax.value);
    case 'in':
      return condition(syntax.path, 'in', syntax.values.map(scalar));
    case 'call':
      return condition(syntax.path, textFunctions[syntax.name], scalar(syntax.value));
    case 'any':
      return anyFrom(syntax.path, syntax.item);
  }
}

/** Bounds of one field beside other conditions stay one condition: `a eq 1 and (d ge x and d lt y)`. */
function groupFrom(join: 'and' | 'or', parts: Syntax[]): Group | null {
  const items = parts.map(nodeFrom);
  if (items.some((item) => item === null)) return null;
  const flat = (items as FilterNode[]).flatMap((item) => (item.kind === 'group' && item.join === join ? item.items : [item]));
  return { kind: 'group', join, items: join === 'and' ? mergePeriods(flat) : flat };
}

/** `d ge @month and d lt @month+1` among other conditions is one condition: this month. */
function mergePeriods(items: FilterNode[]): FilterNode[] {
  return items.flatMap((item, index) => {
    const period = periodAt(items, index);
    if (period) return [period];
    return periodAt(items, index - 1) ? [] : [item];
  });
}

function periodAt(items: FilterNode[], index: number): Condition | null {
  const [from, to] = [items[index], items[index + 1]];
  if (
    from?.kind !== 'condition' ||
    to?.kind !== 'condition' ||
    from.field !== to.field ||
    from.operator !== 'ge' ||
    to.operator !== 'lt'
  )
    return null;
  const period = periodOf(String(from.value), String(to.value));
  return period ? condition(from.field, 'within', period) : null;
}

function rangeFrom(items: Syntax[]): Condition | null {
  const [from, to] = items;
  if (items.length !== 2 || from?.node !== 'compare' || to?.node !== 'compare' || from.path !== to.path || from.operator !== 'ge')
    return null;
  if (to.operator === 'le') return condition(from.path, 'between', [scalar(from.value), scalar(to.value)]);
  if (to.operator !== 'lt' || from.value.type !== 'bare' || to.value.type !== 'bare') return null;
  const period = periodOf(from.value.value, to.value.value);
  return period ? condition(from.path, 'within', period) : null;
}

function negated(item: Syntax): FilterNode | null {
  const inner = nodeFrom(item);
  if (inner?.kind !== 'condition') return null;
  const opposite: Partial<Record<Operator, Operator>> = {
    contains: 'notContains',
    in: 'notIn',
    anyOf: 'noneOf',
    notEmpty: 'empty',
    empty: 'notEmpty',
    eq: 'ne',
    isTrue: 'isFalse',
  };
  const operator = opposite[inner.operator];
  return operator ? { ...inner, operator } : null;
}

function comparison(path: string, operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le', value: Literal): Condition | null {
  if (value.type === 'null')
    return operator === 'eq' ? condition(path, 'empty') : operator === 'ne' ? condition(path, 'notEmpty') : null;
  if (value.type === 'boolean') return condition(path, (operator === 'eq') === value.value ? 'isTrue' : 'isFalse');
  return condition(path, operator, scalar(value));
}

const textFunctions = { contains: 'contains', startswith: 'startsWith', endswith: 'endsWith' } as const;

function anyFrom(path: string, item: Syntax): Condition | null {
  if (item.node === 'in') return condition(path, 'anyOf', item.values.map(scalar));
  if (item.node !== 'compare') return null;
  if (item.operator === 'ne' && item.value.type === 'null') return condition(path, 'notEmpty');
  return item.operator === 'eq' ? condition(path, 'anyOf', [scalar(item.value)]) : null;
}

function condition(field: string, operator: Operator, value?: Scalar | Scalar[]): Condition {
  return value === undefined ? { kind: 'condition', field, operator } : { kind: 'condition', field, operator, value };
}

function scalar(literal: Literal): Scalar {
  return literal.type === 'null' ? null : literal.value;
}
