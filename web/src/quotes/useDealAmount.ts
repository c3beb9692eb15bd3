import { useQuery } from '@tanstack/react-query';
import { type RecordData, readRecord } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { recordKeys } from '../records/recordCache.ts';

export interface DealAmount {
  amount: number;
  currency: string;
}

/** What the quote's deal is worth; undefined without a deal, without an amount, and for whoever may not read them. */
export function useDealAmount(quote: RecordData): DealAmount | undefined {
  const deal = useDefinitions().find('opportunity');
  const amount = deal?.fields.find((f) => f.name === 'amount' && !f.masked);
  const link = parseLink(quote.opportunity);
  const id = link ? linkId(link) : '';
  const { data } = useQuery({
    queryKey: [...recordKeys.one('opportunity', id), 'amount'],
    queryFn: ({ signal }) => readRecord('opportunity', id, { select: ['id', 'amount', 'amount_currency'] }, signal),
    enabled: amount !== undefined && id !== '',
    staleTime: 15_000,
    retry: false,
  });
  return typeof data?.amount === 'number' ? { amount: data.amount, currency: String(data.amount_currency ?? 'CNY') } : undefined;
}
