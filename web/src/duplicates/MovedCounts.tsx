import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import type { Hanging } from './useHanging.ts';

interface MovedCountsProps {
  hanging: readonly Hanging[] | undefined;
  /** Those that go into the kept record. */
  losers: readonly string[];
}

/** How many records of each object a merge moves, of those that the reader may see. */
export function MovedCounts({ hanging, losers }: MovedCountsProps) {
  const t = useText();
  if (!hanging) return <p>{t('duplicates.counting')}</p>;
  const told = hanging
    .map(({ label, of }) => ({ label, count: of(losers) }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${formatNumber(count)}`);
  return <p>{told.length > 0 ? t('duplicates.moves', { what: told.join(t('common.comma')) }) : t('duplicates.movesNothing')}</p>;
}
