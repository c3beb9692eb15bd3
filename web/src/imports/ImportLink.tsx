import { Button } from 'antd';
import { FileUp } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';

/** The way to bring an object's records in from a file, for those who may; its icon alone where there is little room. */
export function ImportLink({ object, isSmall }: { object: string; isSmall?: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  if (!useDefinitions().find(object)?.can.import) return null;
  return (
    <Button
      icon={<FileUp size={16} />}
      title={isSmall ? t('list.import') : undefined}
      aria-label={t('list.import')}
      onClick={() => navigate(`/import/${object}`)}
    >
      {isSmall ? null : t('list.import')}
    </Button>
  );
}
