import type { ReactNode } from 'react';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import { hasPage } from './hasPage.ts';

/** A page that stands in the menus of those it is for; who comes by its address is told so, as the server would tell. */
export function ForAdministrators({ page, children }: { page: string; children: ReactNode }) {
  const t = useText();
  if (hasPage(useDefinitions(), page)) return children;
  return (
    <Empty tone="error" title={t('admin.notYours')}>
      {t('admin.notYoursHint')}
    </Empty>
  );
}
