import type { ForecastRow } from '../api/forecast.ts';
import { text } from '../i18n/text.ts';

/** What one calls a line of the forecast. */
export function rowName(row: Pick<ForecastRow, 'kind' | 'name'>): string {
  if (row.kind === 'company') return text('forecast.company');
  if (row.kind === 'nobody') return text('forecast.nobody');
  return row.name ?? '—';
}
