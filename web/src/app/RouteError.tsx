import { useRouteError } from 'react-router';
import { useText } from '../i18n/text.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';

/** A screen that failed to draw, or a part of the program that failed to load after an update. */
export function RouteError() {
  const t = useText();
  const error = useRouteError();
  console.error(error);
  return (
    <Empty
      tone="error"
      title={t('crash.title')}
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      }
    >
      {t('crash.text')}
    </Empty>
  );
}
