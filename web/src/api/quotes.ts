import { useQuery } from '@tanstack/react-query';
import { request } from './http.ts';
import type { Schemas } from './schemas.ts';

export type QuoteLink = Schemas['QuoteLink'];
export type QuotedPrice = Schemas['QuotedPrice'];

export const quoteKeys = {
  /** Both lie within the quote: what changes it asks for them again. */
  links: (quote: string) => ['records', 'quote', 'links', quote] as const,
  lines: (quote: string) => ['records', 'quote', 'lines', quote] as const,
};

/** What a line with this product would be filled with. */
export function readPrice(quote: string, product: string, quantity: number): Promise<QuotedPrice> {
  return request<QuotedPrice>(`/api/quotes/${quote}/price?product=${product}&quantity=${quantity}`);
}

/** The links of a quote that were given to the customer, newest first. */
export function useQuoteLinks(quote: string, enabled: boolean) {
  return useQuery({
    queryKey: quoteKeys.links(quote),
    queryFn: async ({ signal }) => (await request<{ links: QuoteLink[] }>(`/api/quotes/${quote}/links`, { signal })).links,
    enabled,
  });
}

/** The address of a record's printed document. */
export function documentUrl(object: string, id: string, version: number, language?: string, download?: boolean): string {
  const options = [`v=${version}`, language ? `language=${language}` : '', download ? 'download=1' : '']
    .filter(Boolean)
    .join('&');
  return `/api/documents/${object}/${id}?${options}`;
}
