import { parseNumber, parseObject } from '../shared/parsing.ts';

export interface GeoPoint {
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lng: number;
}

/** A point of the API, or of text as maps give it: `31.23, 121.47`; the longitude may stand first where it can be no latitude. */
export function parsePoint(raw: unknown): GeoPoint | null {
  const found = parseObject(raw);
  if (found) return pointFrom(found.lat, found.lng);
  const [first, second, ...more] = typeof raw === 'string' ? raw.trim().split(/\s*[,，;；\s]\s*/) : [];
  if (more.length) return null;
  return pointFrom(first, second) ?? pointFrom(second, first);
}

export function pointText({ lat, lng }: GeoPoint): string {
  return `${round(lat)}, ${round(lng)}`;
}

function pointFrom(lat: unknown, lng: unknown): GeoPoint | null {
  const [north, east] = [parseNumber(lat), parseNumber(lng)];
  return north !== null && east !== null && Math.abs(north) <= 90 && Math.abs(east) <= 180 ? { lat: north, lng: east } : null;
}

const round = (degrees: number) => Number(degrees.toFixed(6));
