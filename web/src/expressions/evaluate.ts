import * as decimals from './decimals.ts';
import { conditions, strict, takesEmpty } from './functions.ts';
import { localOf } from './moments.ts';
import { type Context, NotHereError, type Tree, type Value } from './tree.ts';

/** What an expression answers: decimals and instants as text, so that nothing of them is lost. */
export type Answer = null | boolean | number | string | string[];

const deepest = 250;

/**
 * Evaluates an expression over a record of the API, exactly as the server does.
 * @throws NotHereError when it asks for what the client does not have: other records, or a function of a newer server.
 */
export function evaluate(tree: unknown, record: Record<string, unknown>, context: Context): Answer {
  const root = tree as Tree;
  return answerOf(valueIn(root, record, context, 0), root);
}

function valueIn(tree: Tree, record: Record<string, unknown>, context: Context, depth: number): Value {
  if (depth > deepest) throw new NotHereError('nested too deeply');
  switch (tree.kind) {
    case 'constant':
      return read(tree.value, tree.type);
    case 'context':
      return contextValue(tree.name, context);
    case 'field':
      return fieldValue(tree, record, context, depth);
    case 'call': {
      const args = tree.arguments.map((argument) => valueIn(argument, record, context, depth + 1));
      return call(tree.function, args, context);
    }
    default:
      throw new NotHereError(`${tree.kind} needs other records`);
  }
}

function call(name: string, args: Value[], context: Context): Value {
  const tolerant = takesEmpty[name];
  if (tolerant) return tolerant(args, context);
  const meaning = strict[name];
  if (!meaning) throw new NotHereError(`unknown function ${name}`);
  return args.includes(null) ? (conditions.has(name) ? false : null) : meaning(args, context);
}

function fieldValue(tree: Tree & { kind: 'field' }, record: Record<string, unknown>, context: Context, depth: number): Value {
  if (tree.formula) return fitted(valueIn(tree.formula, record, context, depth + 1), tree.formula, tree);
  const [name = '', ...further] = tree.path;
  if (further.length > 0) throw new NotHereError(`${tree.path.join('.')} is another record's`);
  return read(record[name] ?? null, tree.type);
}

/** A formula's value as its field holds it. */
function fitted(value: Value, formula: Tree, field: Tree & { kind: 'field' }): Value {
  if (typeof value !== 'bigint' || field.type !== 'decimal') return value;
  const decimal = formula.type === 'integer' ? decimals.fromWhole(value) : value;
  return decimal === null ? null : decimals.toColumn(decimal, field.scale ?? 0);
}

function contextValue(name: (Tree & { kind: 'context' })['name'], context: Context): Value {
  switch (name) {
    case 'me':
      return context.userId;
    case 'myDepartment':
      return context.departmentId;
    case 'myDepartmentTree':
      return context.departmentIds ?? (context.departmentId === null ? [] : [context.departmentId]);
    case 'myDepartmentPath':
      return context.departmentId === null ? [] : [context.departmentId];
    case 'myRoles':
      return [];
    case 'meAndMySubordinates':
      return context.teamIds ?? (context.userId === null ? [] : [context.userId]);
    case 'now':
      return context.now.getTime();
    case 'today':
      return localOf(context.now.getTime(), context.timeZone).date;
  }
}

/** A value of the API, or of an input, as it is calculated with; what is of another kind counts as empty. */
function read(value: unknown, type: Tree['type']): Value {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'integer':
      return /^-?\d+$/.test(String(value)) ? BigInt(String(value)) : null;
    case 'decimal':
      return typeof value === 'number' ? decimals.fromNumber(value) : decimals.parse(String(value));
    case 'instant': {
      const time = value instanceof Date ? value.getTime() : Date.parse(String(value));
      return Number.isNaN(time) ? null : time;
    }
    case 'texts':
    case 'ids':
      return Array.isArray(value) ? value.map(String) : null;
    case 'json':
    case 'bytes':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

function answerOf(value: Value, tree: Tree): Answer {
  if (typeof value === 'bigint') return tree.type === 'decimal' ? decimals.toText(value) : Number(value);
  if (typeof value === 'number') return new Date(value).toISOString();
  return value;
}
