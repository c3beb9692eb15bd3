import { Button, Tooltip } from 'antd';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { beginView } from '../../session/view.ts';
import { tellError } from '../../ui/toast.ts';

/** Opens the product as somebody else sees it; not offered for oneself. */
export function SeeAsButton({ person }: { person: { id: string; name: string } }) {
  const t = useText();
  const { user } = useWorkspace();
  const [busy, setBusy] = useState(false);
  if (person.id === user.id) return null;
  const see = () => {
    setBusy(true);
    beginView(person.id).catch((error: unknown) => {
      setBusy(false);
      tellError(reasonOf(error));
    });
  };
  return (
    <Tooltip title={t('people.seeAs')}>
      <Button
        type="text"
        size="small"
        loading={busy}
        icon={<Eye size={14} />}
        aria-label={t('people.seeAsOne', { name: person.name })}
        onClick={see}
      />
    </Tooltip>
  );
}
