/** Seconds from how people say it: `1h 30m`, `1:30`, `90 分钟`, `2小时`; a bare number means minutes. */
export function parseDuration(raw: unknown): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? Math.round(raw) : null;
  const text = String(raw ?? '')
    .normalize('NFKC')
    .trim()
    .toLowerCase();
  const clock = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 60);
  const units: [RegExp, number][] = [
    [/([\d.]+)\s*(?:d|天|日)/, 86_400],
    [/([\d.]+)\s*(?:h|小时|时)/, 3600],
    [/([\d.]+)\s*(?:m|分钟|分)/, 60],
    [/([\d.]+)\s*(?:s|秒)/, 1],
  ];
  const parts = units.map(([unit, size]) => (unit.exec(text) ? Number(unit.exec(text)?.[1]) * size : null));
  return parts.some((part) => part !== null) ? Math.round(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)) : null;
}

/** `1:30:00`, which `parseDuration` reads back without loss. */
export function durationText(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}
