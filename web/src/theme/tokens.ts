/** Every colour of the product. Components read them as `var(--…)`; nothing else may name a colour. */
export interface Palette {
  canvas: string;
  surface: string;
  raised: string;
  sunken: string;
  hover: string;
  selected: string;
  border: string;
  borderStrong: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  /** What stands for nothing: it must be seen (3:1), not read. */
  inkGhost: string;
  /** The edge of a bar's track: how far there is to go is seen on a dark card too, where its ground is not. */
  trackEdge: string;
  brand: string;
  brandHover: string;
  brandSoft: string;
  brandInk: string;
  onBrand: string;
  success: string;
  successSoft: string;
  warning: string;
  warningSoft: string;
  danger: string;
  dangerSoft: string;
  shadowLow: string;
  shadowHigh: string;
  scrim: string;
}

export type Mode = 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

export const palettes: Record<Mode, Palette> = {
  light: {
    canvas: '#f6f7f7',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f1f3f3',
    hover: '#f2f5f5',
    selected: '#e5f3f1',
    border: '#e5e9e9',
    borderStrong: '#c7d0cf',
    ink: '#14201f',
    inkSoft: '#465352',
    inkFaint: '#647170',
    inkGhost: '#7f8c8a',
    trackEdge: '#c7d0cf',
    brand: '#0f766e',
    brandHover: '#0b5f59',
    brandSoft: '#e0f1ef',
    brandInk: '#0b5f59',
    onBrand: '#ffffff',
    success: '#17703f',
    successSoft: '#e4f4ea',
    warning: '#8f5200',
    warningSoft: '#fdf1dc',
    danger: '#b42318',
    dangerSoft: '#fdeceb',
    shadowLow: '0 1px 2px rgb(16 32 30 / 6%)',
    shadowHigh: '0 12px 32px rgb(16 32 30 / 14%), 0 2px 6px rgb(16 32 30 / 8%)',
    scrim: 'rgb(16 32 30 / 34%)',
  },
  dark: {
    canvas: '#0d1212',
    surface: '#141a1a',
    raised: '#1b2323',
    sunken: '#0a0e0e',
    hover: '#1c2525',
    selected: '#12332f',
    border: '#253030',
    borderStrong: '#3b4948',
    ink: '#e7eeed',
    inkSoft: '#b3c0be',
    inkFaint: '#8d9b99',
    inkGhost: '#6b7a78',
    trackEdge: '#6b7a78',
    brand: '#2ab5a6',
    brandHover: '#4cc8ba',
    brandSoft: '#123430',
    brandInk: '#63d3c6',
    onBrand: '#04201d',
    success: '#5cc98a',
    successSoft: '#12301f',
    warning: '#e5ac55',
    warningSoft: '#352708',
    danger: '#f4857b',
    dangerSoft: '#3a1714',
    shadowLow: '0 1px 2px rgb(0 0 0 / 40%)',
    shadowHigh: '0 16px 40px rgb(0 0 0 / 55%), 0 2px 6px rgb(0 0 0 / 40%)',
    scrim: 'rgb(0 0 0 / 56%)',
  },
};

/** Hues for options, stages and charts. A definition names one of these; both modes stay readable as dots and bars. */
export const hues: Record<Mode, Record<string, string>> = {
  light: {
    gray: '#7d8a89',
    red: '#d0453a',
    orange: '#d9730d',
    amber: '#c98a04',
    yellow: '#b89b05',
    lime: '#6f9a14',
    green: '#2e9153',
    teal: '#0f8f84',
    cyan: '#0e8fb0',
    blue: '#2f74d0',
    indigo: '#5560d6',
    violet: '#7c55d4',
    purple: '#9c4fc4',
    pink: '#cc4787',
  },
  dark: {
    gray: '#8b9997',
    red: '#ee6a5f',
    orange: '#f0934a',
    amber: '#e2ac3f',
    yellow: '#d8be45',
    lime: '#9cc445',
    green: '#55bd7d',
    teal: '#2ab5a6',
    cyan: '#3fb6d4',
    blue: '#6aa3ee',
    indigo: '#8b93f2',
    violet: '#a988f0',
    purple: '#c285e0',
    pink: '#ea7fb0',
  },
};

/** The order in which series take hues when a definition names none. */
export const series = ['teal', 'blue', 'amber', 'violet', 'green', 'pink', 'cyan', 'orange', 'indigo', 'lime', 'red', 'gray'];

export const sizes = {
  text: 14,
  small: 12,
  radius: 6,
  radiusLarge: 10,
  control: 32,
  row: { comfortable: 40, compact: 32 } satisfies Record<Density, number>,
};

/** The name of a palette entry or hue as a CSS variable: `inkSoft` → `--ink-soft`. */
export function cssName(token: string): string {
  return `--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Turns a colour from a definition (a hue's name, or a hex value) into something CSS understands. */
export function colorOf(color: string | undefined, fallback = 'gray'): string {
  if (!color) return `var(--hue-${fallback})`;
  if (color in hues.light) return `var(--hue-${color})`;
  return /^#[0-9a-f]{3,8}$/i.test(color) ? color : `var(--hue-${fallback})`;
}
