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
      {t(isOutdated(error) ? 'crash.outdated' : 'crash.text')}
    </Empty>
  );
}

/** Whether a part of the program could not be loaded; each browser says that in its own words. */
function isOutdated(error: unknown): boolean {
  const said = error instanceof Error ? error.message : '';
  return /dynamically imported module|importing a module script|unable to preload/i.test(said);
}
