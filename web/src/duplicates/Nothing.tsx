import type { ReactNode } from 'react';
import type { DuplicateScan } from '../api/duplicates.ts';
import { formatAgo } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';

interface NothingProps {
  /** The last search: null when there was none, undefined while it is asked for. */
  scan: DuplicateScan | null | undefined;
  moving: boolean;
  plural: string;
  /** Starts a search; false for who may not. */
  button: ReactNode;
}

/** No group to review: because none was found, and when that was, or because nobody has searched yet. */
export function Nothing({ scan, moving, plural, button }: NothingProps) {
  const t = useText();
  if (scan === undefined) return null;
  if (moving) return <Empty title={t('duplicates.searching', { plural })}>{t('duplicates.noneHint')}</Empty>;
  const searched = scan?.finished_at;
  return (
    <Empty title={searched ? t('duplicates.none') : t('duplicates.never', { plural })} action={button}>
      {searched && (
        <>
          {t('duplicates.last', { when: formatAgo(searched) })}
          <br />
        </>
      )}
      {button || searched ? t('duplicates.noneHint') : t('duplicates.askAdministrator')}
    </Empty>
  );
}
