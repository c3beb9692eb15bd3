import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '..');
const heavy = /^(antd|@ant-design|@rc-component|echarts|@tiptap|pdfjs-dist|@microsoft\/signalr)/;

/** What a file needs before it runs: what it imports for more than its types, and not what it fetches later. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)].map((match) => match[1] as string);
}

it('the first screen and its list need no heavy library; lazyPart, lazyInput, WithMenu and WithPanel fetch one when it is opened', () => {
  const seen = new Set<string>();
  const culprits: string[] = [];
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(file)) {
      if (heavy.test(name)) culprits.push(`${relative(source, file)}: ${name}`);
      const next = resolve(dirname(file), name);
      if (name.startsWith('.') && /\.tsx?$/.test(name) && existsSync(next)) visit(next);
    }
  };
  visit(resolve(source, 'app/start.tsx'));

  expect(seen.has(resolve(source, 'records/list/TableRow.tsx'))).toBe(true);
  expect(culprits).toEqual([]);
});
