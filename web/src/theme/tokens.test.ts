import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyTokens } from './applyTokens.ts';

const root = join(import.meta.dirname, '..');

/** A colour that is named wrongly is no error anywhere: the line or the icon is merely not drawn. */
it('every variable that a style reads is a token, or set beside it', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(css|tsx?)$/.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const known = new Set(tokens());
  for (const { text } of files) for (const [, name] of text.matchAll(/(--[a-z][\w-]*)['"]?:/g)) known.add(name as string);
  const unknown = files.flatMap(({ file, text }) =>
    [...text.matchAll(/var\((--[a-z][\w-]*)(?![\w-]|\$)/g)]
      .map(([, name]) => name as string)
      .filter((name) => !known.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(known.has('--ink-soft')).toBe(true);
  expect(unknown).toEqual([]);
});

function tokens(): string[] {
  const names: string[] = [];
  const style = { setProperty: (name: string) => names.push(name) };
  const before = globalThis.document;
  globalThis.document = { documentElement: { dataset: {}, style } } as unknown as Document;
  applyTokens('light', 'comfortable');
  globalThis.document = before;
  return names;
}
