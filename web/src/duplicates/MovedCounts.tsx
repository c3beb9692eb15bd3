import { useQueries } from '@tanstack/react-query';
import type { ObjectMeta } from '../api/meta.ts';
import { listRecords } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { targetOf } from '../records/recordQuery.ts';

interface MovedCountsProps {
  object: ObjectMeta;
  /** Those that go into the kept record. */
  losers: readonly string[];
}

/** How many records of each object a merge moves, of those that the reader may see. */
export function MovedCounts({ object, losers }: MovedCountsProps) {
  const t = useText();
  const definitions = useDefinitions();
  const pointers = definitions.objects.flatMap((child) =>
    child.fields
      .filter((f) => !f.system && (f.type === 'lookup' ? targetOf(f) === object.name : f.objects?.includes(object.name)))
      .map((field) => ({ child, field })),
  );
  const counts = useQueries({
    queries: pointers.map(({ child, field }) => ({
      queryKey: ['records', child.name, 'pointing', field.name, losers],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const filter = losers.map((id) => `${field.name} eq ${id}`).join(' or ');
        return (await listRecords(child.name, { filter, select: ['id'], top: 1, count: true }, signal))['@odata.count'] ?? 0;
      },
      retry: false,
    })),
  });
  const moved = new Map<string, number>();
  for (const [index, { child }] of pointers.entries())
    moved.set(child.label, (moved.get(child.label) ?? 0) + (counts[index]?.data ?? 0));
  const told = [...moved].filter(([, count]) => count > 0).map(([label, count]) => `${label} ${formatNumber(count)}`);
  if (counts.some((c) => c.isPending)) return <p>{t('duplicates.counting')}</p>;
  return <p>{told.length > 0 ? t('duplicates.moves', { what: told.join(t('common.comma')) }) : t('duplicates.movesNothing')}</p>;
}
