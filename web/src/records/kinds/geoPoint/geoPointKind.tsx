import { InputNumber } from 'antd';
import { MapPin } from 'lucide-react';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { presenceOperators } from '../shared/operatorSets.ts';
import { parseNumber, parseObject } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export interface GeoPoint {
  /** Degrees north. */
  lat: number;
  /** Degrees east. */
  lng: number;
}

function pointFrom(lat: unknown, lng: unknown): GeoPoint | null {
  const [north, east] = [parseNumber(lat), parseNumber(lng)];
  return north !== null && east !== null && Math.abs(north) <= 90 && Math.abs(east) <= 180 ? { lat: north, lng: east } : null;
}

export const geoPointKind: FieldKind<GeoPoint> = {
  type: 'geo_point',
  align: 'start',
  width: 180,
  operators: presenceOperators,
  parse: (raw) => {
    const found = parseObject(raw);
    if (found) return pointFrom(found.lat, found.lng);
    const [lat, lng, ...more] = typeof raw === 'string' ? raw.split(',') : [];
    return more.length ? null : pointFrom(lat, lng);
  },
  text: (value) => `${value.lat},${value.lng}`,
  Display: ({ value }) => (
    <span className={styles.inline}>
      <MapPin size={14} aria-hidden="true" />
      {value.lat.toFixed(5)}, {value.lng.toFixed(5)}
    </span>
  ),
  Input: ({ field, value, onChange, id, disabled }) => (
    <div className={styles.row}>
      <InputNumber
        id={id}
        className={styles.grow}
        controls={false}
        disabled={disabled}
        aria-label={`${field.label} ${text('geo.lat')}`}
        placeholder={text('geo.lat')}
        min={-90}
        max={90}
        value={value?.lat ?? null}
        onChange={(lat) => onChange(lat === null ? null : { lat, lng: value?.lng ?? 0 })}
      />
      <InputNumber
        className={styles.grow}
        controls={false}
        disabled={disabled}
        aria-label={`${field.label} ${text('geo.lng')}`}
        placeholder={text('geo.lng')}
        min={-180}
        max={180}
        value={value?.lng ?? null}
        onChange={(lng) => onChange(lng === null ? null : { lat: value?.lat ?? 0, lng })}
      />
    </div>
  ),
};
