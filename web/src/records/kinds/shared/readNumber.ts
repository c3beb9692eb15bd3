const units: Record<string, number> = { 千: 1e3, 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6 };

/** A number as people type it: 1,200 and １２００, 20万, 1.5亿, 30k. null for nothing, NaN for what is no number. */
export function readNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s¥$€£]/g, '');
  if (plain === '') return null;
  const [, digits = '', unit = ''] = /^([+-]?[\d.]+(?:e[+-]?\d+)?)([千万亿km]?)元?$/i.exec(plain) ?? [];
  if (!digits) return Number(plain.replace(/[^\d.eE+-]/g, '') || Number.NaN);
  return Number((Number(digits) * (units[unit.toLowerCase()] ?? 1)).toPrecision(15));
}
