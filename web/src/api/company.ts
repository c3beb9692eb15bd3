import { request } from './http.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData } from './records.ts';

export interface Rate {
  id: string;
  currency: string;
  date: string;
  rate: number;
}

export interface Holiday {
  id: string;
  date: string;
  kind: 'holiday' | 'workday';
  name: string;
}

export interface ServerStatus {
  version: string;
  started: string;
  database: string;
  databaseBytes: number;
  memoryBytes: number;
  records: { object: string; count: number }[];
  unsealed: number;
  unsealedSeconds: number;
  consumers: { name: string; lag: number; at: string | null }[];
  jobs: { running: number; failed: number };
  /** Customisations that could not be carried out. */
  setAside?: { objects: string[]; reason: string };
}

export const companyKeys = {
  setting: ['company'] as const,
  rates: ['company', 'rates'] as const,
  holidays: (year: number) => ['company', 'holidays', year] as const,
  status: ['company', 'status'] as const,
};

export async function readCompany(signal?: AbortSignal): Promise<RecordData | undefined> {
  return (await listRecords('company_setting', { top: 1 }, signal)).value[0];
}

export async function readRates(signal?: AbortSignal): Promise<Rate[]> {
  const page = await listRecords('currency_rate', { orderby: 'currency,date desc', top: 1000 }, signal);
  return page.value.map((r) => ({ id: r.id, currency: String(r.currency), date: String(r.date), rate: Number(r.rate) }));
}

export function addRate(rate: Omit<Rate, 'id'>): Promise<RecordData> {
  return createRecord('currency_rate', rate, crypto.randomUUID());
}

export async function readHolidays(year: number, signal?: AbortSignal): Promise<Holiday[]> {
  const page = await listRecords(
    'holiday',
    { filter: `date ge ${year - 1}-12-01 and date le ${year + 1}-01-31`, orderby: 'date', top: 500 },
    signal,
  );
  return page.value.map((r) => ({
    id: r.id,
    date: String(r.date),
    kind: r.kind === 'workday' ? 'workday' : 'holiday',
    name: String(r.name),
  }));
}

export async function saveHoliday(day: Omit<Holiday, 'id'>, id: string | undefined): Promise<void> {
  if (id) await patchRecord('holiday', id, { kind: day.kind, name: day.name });
  else await createRecord('holiday', day, crypto.randomUUID());
}

export function removeCompanyRecord(object: 'holiday' | 'currency_rate', id: string): Promise<void> {
  return deleteRecord(object, id);
}

export function readStatus(signal?: AbortSignal): Promise<ServerStatus> {
  return request<ServerStatus>('/api/status', { signal });
}
