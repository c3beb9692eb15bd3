import { cssName, type Density, hues, type Mode, palettes, sizes } from './tokens.ts';

/** Writes the tokens of one mode and density onto the document, where every style sheet reads them. */
export function applyTokens(mode: Mode, density: Density): void {
  const root = document.documentElement;
  root.dataset.mode = mode;
  root.dataset.density = density;
  root.style.colorScheme = mode;
  for (const [token, value] of Object.entries(palettes[mode])) root.style.setProperty(cssName(token), value);
  for (const [hue, value] of Object.entries(hues[mode])) root.style.setProperty(`--hue-${hue}`, value);
  root.style.setProperty('--row', `${sizes.row[density]}px`);
  root.style.setProperty('--control', `${sizes.control}px`);
  root.style.setProperty('--radius', `${sizes.radius}px`);
  root.style.setProperty('--radius-large', `${sizes.radiusLarge}px`);
}
