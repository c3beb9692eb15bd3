/** Text without surrounding space; `null` for nothing. */
export function parseText(raw: unknown): string | null {
  if (raw === null || raw === undefined) return null;
  const text = typeof raw === 'string' ? raw.trim() : String(raw);
  return text === '' ? null : text;
}

/** A number, also as people write it: `1,234.5`, `￥1 200`, `12%`, full-width digits. */
export function parseNumber(raw: unknown): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  if (typeof raw !== 'string') return null;
  const plain = raw.normalize('NFKC').replace(/[¥$€£,\s%]/g, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

/** A list from the API, or from text separated by `;`, `；`, `、` or line breaks. */
export function parseList(raw: unknown): string[] | null {
  const parts = Array.isArray(raw) ? raw.map(String) : typeof raw === 'string' ? raw.split(/[;；、\n]/) : [];
  const clean = [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
  return clean.length ? clean : null;
}

/** A calendar day as ISO text; also reads 2026/1/5, 2026.1.5 and 2026年1月5日. */
export function parseDay(raw: unknown): string | null {
  if (typeof raw !== 'string') return null;
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(raw.normalize('NFKC').trim());
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** The first day of a month; also reads 2026-11, 2026/11 and 2026年11月, and any day of it. */
export function parseMonth(raw: unknown): string | null {
  const month = typeof raw === 'string' ? /^(\d{4})[-/.年](\d{1,2})月?$/.exec(raw.normalize('NFKC').trim()) : null;
  const day = parseDay(month ? `${month[1]}-${month[2]}-1` : raw);
  return day && `${day.slice(0, 7)}-01`;
}

/** A JSON object, also from its text. */
export function parseObject(raw: unknown): Record<string, unknown> | null {
  if (raw && typeof raw === 'object' && !Array.isArray(raw)) return raw as Record<string, unknown>;
  if (typeof raw !== 'string' || !raw.trim().startsWith('{')) return null;
  try {
    return JSON.parse(raw) as Record<string, unknown>;
  } catch {
    return null;
  }
}
