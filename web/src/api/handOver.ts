import { request } from './http.ts';
import { createRecord, type RecordData, readRecord, runAction } from './records.ts';
import type { Schemas } from './schemas.ts';

export type HandOverAsk = Schemas['HandOverAsk'];
export type HandOverPreview = Schemas['HandOverPreview'];
export interface LeftRecord {
  object: string;
  record: string;
  message: string;
}

export const handOverKeys = {
  preview: (ask: HandOverAsk) => ['hand_over_preview', ask] as const,
  one: (id: string) => ['hand_over', id] as const,
};

export function previewHandOver(ask: HandOverAsk, signal?: AbortSignal): Promise<HandOverPreview> {
  return request<HandOverPreview>('/api/hand-over/preview', { method: 'POST', body: ask, signal });
}

export function startHandOver(values: Record<string, unknown>): Promise<RecordData> {
  return createRecord('hand_over', values, crypto.randomUUID());
}

export function readHandOver(id: string, signal?: AbortSignal): Promise<RecordData> {
  return readRecord('hand_over', id, {}, signal);
}

export function stepHandOver(id: string, step: 'cancel' | 'undo'): Promise<unknown> {
  return runAction('hand_over', id, step);
}

/** Whether it goes on by itself, so that the screen asks again. */
export function isUnderWay(record: RecordData | undefined): boolean {
  return record === undefined || ['queued', 'running', 'undoing'].includes(String(record.status));
}

export function leftOf(record: RecordData): LeftRecord[] {
  return (record.left_records as LeftRecord[] | null | undefined) ?? [];
}
