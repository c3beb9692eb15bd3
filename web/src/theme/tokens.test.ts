import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyTokens } from './applyTokens.ts';
import { palettes } from './tokens.ts';

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

/** The contrast of two colours, as WCAG counts it. */
function contrast(one: string, other: string): number {
  const light = (colour: string) =>
    [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

it('the mark of an empty cell can be seen on every ground it stands on, and is quieter than any text', () => {
  for (const mode of ['light', 'dark'] as const) {
    const colours = palettes[mode];
    for (const ground of ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected'] as const)
      expect(contrast(colours.inkGhost, colours[ground]), `${mode} on ${ground}`).toBeGreaterThanOrEqual(3);
    expect(contrast(colours.inkGhost, colours.surface)).toBeLessThan(contrast(colours.inkFaint, colours.surface));
  }
});

it('the track of a bar can be seen on a dark card', () => {
  for (const ground of ['canvas', 'surface', 'raised'] as const)
    expect(contrast(palettes.dark.trackEdge, palettes.dark[ground]), ground).toBeGreaterThanOrEqual(3);
});
