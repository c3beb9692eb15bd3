import dayjs from 'dayjs';
import type { PoolOfPerson } from '../api/pools.ts';
import { addDays, todayIn } from '../i18n/format.ts';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';

/** Until when who had a record may not claim it back; nothing where they may. */
export function coolsUntil(
  pool: Pick<PoolOfPerson, 'cooldown_days'>,
  record: Record<string, unknown>,
  user: string,
  timeZone: string,
  now = dayjs(),
): string | undefined {
  const former = parseLink(record.former_owner);
  if (pool.cooldown_days === null || !former || linkId(former) !== user || typeof record.pooled_at !== 'string') return undefined;
  const until = addDays(todayIn(timeZone, dayjs(record.pooled_at)), pool.cooldown_days);
  return until > todayIn(timeZone, now) ? until : undefined;
}

/** The filter for what may be claimed now: what one had oneself only once its cool-down is over. Nothing where there is no cool-down. */
export function claimableFilter(
  pool: Pick<PoolOfPerson, 'cooldown_days'>,
  user: string,
  timeZone: string,
  now = dayjs(),
): string | undefined {
  if (pool.cooldown_days === null) return undefined;
  const firstDay = addDays(todayIn(timeZone, now), 1 - pool.cooldown_days);
  const edge = dayjs.tz(`${firstDay}T00:00`, timeZone).toDate().toISOString();
  return `(former_owner eq null or former_owner ne ${user} or pooled_at lt ${edge})`;
}
