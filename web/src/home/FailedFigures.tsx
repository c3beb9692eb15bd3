import { Button } from 'antd';
import { ApiError } from '../api/http.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';

interface FailedFiguresProps {
  /** What could not be shown. */
  title: string;
  error: unknown;
  onRetry(): void;
}

/** Figures that did not come. Where the reader may not see what they are made of, that is no failure, and trying again changes nothing. */
export function FailedFigures({ title, error, onRetry }: FailedFiguresProps) {
  const t = useText();
  if (error instanceof ApiError && error.code === 'figures_not_shown') return <Empty title={reasonOf(error)} />;
  return (
    <Empty tone="error" title={title} action={<Button onClick={onRetry}>{t('common.retry')}</Button>}>
      {reasonOf(error)}
    </Empty>
  );
}
