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
