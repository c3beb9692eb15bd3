import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { roleDescription } from './deliveredRoles.ts';

const delivered = ['roles.json', 'tender-roles.json'].flatMap((file) => {
  const text = readFileSync(new URL(`../../../../src/Tongke.Crm/${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^ {4}"description": "(.+)",$/gm)].map((match) => match[1] ?? '');
});

it('every delivered role is described in English to who reads English', () => {
  expect(delivered.length).toBeGreaterThan(10);
  for (const written of delivered) {
    expect(roleDescription(written, true)).not.toBe(written);
    expect(roleDescription(written, false)).toBe(written);
  }
  expect(roleDescription('自己写的', true)).toBe('自己写的');
});
