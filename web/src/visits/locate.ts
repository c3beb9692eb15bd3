/** Where a device is, and how sure it is of it. */
export interface Place {
  lat: number;
  lng: number;
  /** Metres within which it is right. */
  accuracy: number;
}

/** Why a device does not say where it is. */
export type NoPlace = 'refused' | 'unavailable' | 'timeout' | 'unsupported';

const longest = 20_000;

const reasons: Record<number, NoPlace> = { 1: 'refused', 2: 'unavailable', 3: 'timeout' };

/** Asks the device where it is, now and not where it was a while ago. */
export function locate(): Promise<Place | NoPlace> {
  if (!('geolocation' in navigator)) return Promise.resolve('unsupported');
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lat: round(coords.latitude), lng: round(coords.longitude), accuracy: Math.round(coords.accuracy) }),
      ({ code }) => resolve(reasons[code] ?? 'unavailable'),
      { enableHighAccuracy: true, timeout: longest, maximumAge: 0 },
    ),
  );
}

/** Six digits are a tenth of a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
