import { MapPin } from 'lucide-react';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';
import { type GeoPoint, parsePoint, pointText } from './geoPoint.ts';

export const geoPointKind: FieldKind<GeoPoint> = {
  type: 'geo_point',
  align: 'start',
  width: 180,
  operators: presenceOperators,
  parse: parsePoint,
  text: pointText,
  Display: ({ value }) => (
    <a
      className={styles.inline}
      href={`https://uri.amap.com/marker?position=${value.lng},${value.lat}&coordinate=wgs84`}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => event.stopPropagation()}
    >
      <MapPin size={14} aria-hidden="true" />
      {value.lat.toFixed(5)}, {value.lng.toFixed(5)}
    </a>
  ),
  Input: lazyInput(async () => (await import('./GeoPointInput.tsx')).GeoPointInput),
};
