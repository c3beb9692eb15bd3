import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type SearchHit = Schemas['SearchHit'];

export async function searchEverything(text: string, signal?: AbortSignal): Promise<SearchHit[]> {
  return (await request<{ value: SearchHit[] }>(`/api/search?q=${encodeURIComponent(text)}`, { signal })).value;
}
