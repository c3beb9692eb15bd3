import { expect, it } from 'vitest';
import { paperStyle } from './paper.ts';
import { cssName, palettes } from './tokens.ts';

it('on paper every colour is the light one, even against what the dark page has set', () => {
  const style = paperStyle();
  for (const [token, value] of Object.entries(palettes.light)) expect(style).toContain(`${cssName(token)}: ${value} !important;`);
  expect(style.startsWith('@media print {')).toBe(true);
});
