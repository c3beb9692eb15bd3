import { cssName, hues, palettes } from './tokens.ts';

/** Paper is white, whatever the screen is: in print the light colours hold. */
export function paperStyle(): string {
  const colours = [
    ...Object.entries(palettes.light).map(([token, value]) => [cssName(token), value]),
    ...Object.entries(hues.light).map(([hue, value]) => [`--hue-${hue}`, value]),
  ];
  const tokens = colours.map(([name, value]) => `${name}: ${value} !important;`).join(' ');
  return `@media print { :root { color-scheme: light !important; ${tokens} } }`;
}

/** Makes it hold for this page; once is enough. */
export function lightOnPaper(): void {
  const style = document.createElement('style');
  style.textContent = paperStyle();
  document.head.append(style);
}
