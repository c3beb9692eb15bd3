import dayjs from 'dayjs';
import { currentZone } from '../i18n/format.ts';

/** The hour and minute of an instant where the person is. */
export function timeOf(instant: string): string {
  return dayjs(instant).tz(currentZone()).format('HH:mm');
}
