/** The tree of the part of OData `$filter` that the client reads: what it writes itself, and what views and marks contain. */
export type Literal =
  | { type: 'string'; value: string }
  | { type: 'number'; value: number }
  | { type: 'boolean'; value: boolean }
  | { type: 'null' }
  /** Dates, instants, ids and aliases such as `@me`: written without quotes. */
  | { type: 'bare'; value: string };

export type Syntax =
  | { node: 'and' | 'or'; items: Syntax[] }
  | { node: 'not'; item: Syntax }
  | { node: 'compare'; path: string; operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'; value: Literal }
  | { node: 'in'; path: string; values: Literal[] }
  | { node: 'call'; name: 'contains' | 'startswith' | 'endswith'; path: string; value: Literal }
  | { node: 'any'; path: string; item: Syntax };

const token = /\s*(?:('(?:[^']|'')*')|([()=,:])|([^\s()=,:']+(?::\d[^\s(),']*)?))/y;

/** Reads OData text; `null` when it uses something this reader does not know. */
export function parseSyntax(text: string): Syntax | null {
  const tokens = tokenize(text);
  if (!tokens) return null;
  let at = 0;
  const peek = () => tokens[at];
  const take = () => tokens[at++] ?? fail();
  const expect = (text: string) => (take() === text ? undefined : fail());

  function disjunction(): Syntax {
    return chain('or', () => chain('and', unary));
  }

  function chain(word: 'and' | 'or', next: () => Syntax): Syntax {
    const items = [next()];
    while (peek() === word) {
      at++;
      items.push(next());
    }
    return items.length === 1 && items[0] ? items[0] : { node: word, items };
  }

  function unary(): Syntax {
    if (peek() === 'not') {
      at++;
      return { node: 'not', item: unary() };
    }
    if (peek() === '(') {
      at++;
      const inner = disjunction();
      expect(')');
      return inner;
    }
    return predicate();
  }

  function predicate(): Syntax {
    const head = take();
    if (peek() === '(') return head.endsWith('/any') ? any(head.slice(0, -4)) : call(head);
    const operator = take();
    if (operator === 'in') {
      expect('(');
      const values = [literal()];
      while (peek() === ',') {
        at++;
        values.push(literal());
      }
      expect(')');
      return { node: 'in', path: head, values };
    }
    if (!isComparison(operator)) return fail();
    return { node: 'compare', path: head, operator, value: literal() };
  }

  function call(name: string): Syntax {
    if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return fail();
    expect('(');
    const path = take();
    expect(',');
    const value = literal();
    expect(')');
    return { node: 'call', name, path, value };
  }

  function any(path: string): Syntax {
    expect('(');
    take();
    expect(':');
    const item = disjunction();
    expect(')');
    return { node: 'any', path, item };
  }

  function literal(): Literal {
    const word = take();
    if (word !== 'now' || peek() !== '(') return literalFrom(word) ?? fail();
    at++;
    expect(')');
    return { type: 'bare', value: 'now()' };
  }

  try {
    const tree = disjunction();
    return at === tokens.length ? tree : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Unreadable extends Error {}

function fail(): never {
  throw new Unreadable();
}

function tokenize(text: string): string[] | null {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return text.slice(at).trim() === '' ? found : null;
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
    at = token.lastIndex;
  }
  return found;
}

function isComparison(word: string): word is 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' {
  return /^(eq|ne|gt|ge|lt|le)$/.test(word);
}

function literalFrom(text: string): Literal | null {
  if (text.startsWith("'")) return { type: 'string', value: text.slice(1, -1).replaceAll("''", "'") };
  if (text === 'null') return { type: 'null' };
  if (text === 'true' || text === 'false') return { type: 'boolean', value: text === 'true' };
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return { type: 'number', value: Number(text) };
  return /^[@\w][\w@.:+-]*$/.test(text) ? { type: 'bare', value: text } : null;
}
