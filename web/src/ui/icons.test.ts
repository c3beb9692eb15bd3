import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawingOf } from './Icon.tsx';

const definitions = join(import.meta.dirname, '../../../src/Tongke.Crm');

/** What people look for in a menu is found by its picture before its name is read. */
test('every object of the menu has a picture of its own', () => {
  const objects = readdirSync(definitions, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.object.json') && !/(^|[\\/])(bin|obj)[\\/]/.test(file))
    .map((file) => readFileSync(join(definitions, file), 'utf8'))
    .map((text) => ({ name: stated('name', text) ?? '', icon: stated('icon', text), group: stated('group', text) }))
    .filter((object) => object.group);
  const byDrawing: Record<string, typeof objects> = {};
  for (const object of objects) {
    const drawing = drawingOf(object.icon, object.name).displayName ?? '';
    byDrawing[drawing] = [...(byDrawing[drawing] ?? []), object];
  }
  expect(objects.length).toBeGreaterThan(30);
  expect(Object.values(byDrawing).filter((alike) => alike.length > 1)).toEqual([]);
});

/** What a definition says of itself; its files carry notes, which no JSON has. */
function stated(key: string, text: string): string | undefined {
  return new RegExp(`^ {2}"${key}": "([^"]+)"`, 'm').exec(text)?.[1];
}
