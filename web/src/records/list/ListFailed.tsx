import { isForbidden } from '../../api/http.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';

/** Why a list is not there: no right to it, or something that a second try may mend. */
export function ListFailed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useText();
  if (isForbidden(error)) return <Empty title={t('list.forbidden')}>{reasonOf(error)}</Empty>;
  return (
    <Empty tone="error" title={t('list.failed')} action={<Button onClick={onRetry}>{t('common.retry')}</Button>}>
      {reasonOf(error)}
    </Empty>
  );
}
