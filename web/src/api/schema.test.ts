import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the types of the API are those of its description; otherwise run npm run api', async () => {
  const { generate, target } = await import('../../contract/generate.mjs');
  expect(readFileSync(target, 'utf8')).toBe(await generate());
}, 120_000);
