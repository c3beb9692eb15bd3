import { request } from './http.ts';

export interface SearchHit {
  object: string;
  id: string;
  title: string;
  subtitle?: string | null;
  label?: string;
}

export async function searchEverything(text: string, signal?: AbortSignal): Promise<SearchHit[]> {
  return (await request<{ value: SearchHit[] }>(`/api/search?q=${encodeURIComponent(text)}`, { signal })).value;
}
