import dayjs from 'dayjs';
import { currentZone, formatDateTime } from '../../../i18n/format.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { instantOperators } from '../shared/operatorSets.ts';

/** Instants are kept in UTC and shown, and typed, in the person's own zone. */
export const datetimeKind: FieldKind<string> = {
  type: 'datetime',
  align: 'start',
  // The longest that is said: 2025年12月26日 10:00, Dec 26, 2025 10:00.
  width: 200,
  alone: true,
  operators: instantOperators,
  parse: (raw) => {
    if (typeof raw !== 'string' || !/^\d{4}-\d\d-\d\d/.test(raw.trim())) return null;
    const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(raw.trim());
    const instant = zoned ? dayjs(raw.trim()) : dayjs.tz(raw.trim(), currentZone());
    return instant.isValid() ? instant.toISOString() : null;
  },
  text: (value) => value,
  Display: ({ value }) => <time dateTime={value}>{formatDateTime(value)}</time>,
  Input: lazyInput(async () => (await import('./DatetimeInput.tsx')).DatetimeInput),
};
