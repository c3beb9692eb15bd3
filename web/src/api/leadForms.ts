import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import { createRecord, deleteRecord, listRecords, patchRecord, type RecordData, readRecord } from './records.ts';
import type { Schemas } from './schemas.ts';

export type LeadFormPage = Schemas['LeadFormPage'];
export type LeadScore = Schemas['LeadScore'];

/** One thing that a form asks, as it is stored. */
export interface Question {
  field: string;
  required?: boolean;
  label?: { zh?: string; en?: string };
}

export const leadFormKeys = {
  all: ['lead-forms'] as const,
  list: ['lead-forms', 'list'] as const,
  one: (id: string) => ['lead-forms', 'one', id] as const,
  page: (id: string) => ['lead-forms', 'page', id] as const,
  channels: (id: string) => ['lead-forms', 'channels', id] as const,
};

export function useLeadForms() {
  return useQuery({
    queryKey: leadFormKeys.list,
    queryFn: async ({ signal }) => (await listRecords('lead_form', { orderby: 'name', top: 500 }, signal)).value,
  });
}

export function useLeadForm(id: string | undefined, expand: string) {
  return useQuery({
    queryKey: leadFormKeys.one(id ?? ''),
    queryFn: ({ signal }) => readRecord('lead_form', id ?? '', { expand }, signal),
    enabled: id !== undefined,
  });
}

/** Links, codes and figures of a form that is saved. */
export function useLeadFormPage(id: string) {
  return useQuery({
    queryKey: leadFormKeys.page(id),
    queryFn: ({ signal }) => request<LeadFormPage>(`/api/pages/lead-form/${id}`, { signal }),
  });
}

export function useChannels(form: string) {
  return useQuery({
    queryKey: leadFormKeys.channels(form),
    queryFn: async ({ signal }) =>
      (await listRecords('lead_channel', { filter: `form eq ${form}`, orderby: 'name', top: 500 }, signal)).value,
  });
}

/** Fields of leads that a form may ask for. */
export function useAskable() {
  return useQuery({
    queryKey: ['lead-forms', 'fields'],
    queryFn: async ({ signal }) => (await request<{ fields: string[] }>('/api/lead-forms/fields', { signal })).fields,
    staleTime: 5 * 60_000,
  });
}

/** The form as visitors will see it, before it is saved. */
export function usePreview(values: Record<string, unknown>, lang: 'zh' | 'en') {
  return useQuery({
    queryKey: ['lead-forms', 'preview', lang, values],
    queryFn: async ({ signal }) =>
      (await request<{ html: string }>('/api/lead-forms/preview', { method: 'POST', body: { ...values, lang }, signal })).html,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}

export function saveLeadForm(saved: RecordData | undefined, values: Record<string, unknown>): Promise<RecordData> {
  return saved
    ? patchRecord('lead_form', saved.id, values, saved.version)
    : createRecord('lead_form', values, crypto.randomUUID());
}

export function addChannel(form: string, name: string): Promise<RecordData> {
  return createRecord('lead_channel', { form, name }, crypto.randomUUID());
}

export function changeChannel(id: string, values: Record<string, unknown>): Promise<RecordData> {
  return patchRecord('lead_channel', id, values);
}

export function removeChannel(id: string): Promise<void> {
  return deleteRecord('lead_channel', id);
}

export function forgetLeadForms(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: leadFormKeys.all });
}

/** What a lead scores and why. */
export function useLeadScore(id: string, version: number | undefined) {
  return useQuery({
    queryKey: ['lead-score', id, version],
    queryFn: ({ signal }) => request<LeadScore>(`/api/pages/lead-score/${id}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
}
