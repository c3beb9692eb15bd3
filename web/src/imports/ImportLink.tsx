import { Button } from 'antd';
import { FileUp } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';

/** The way to bring an object's records in from a file, for those who may. */
export function ImportLink({ object }: { object: string }) {
  const t = useText();
  const navigate = useNavigate();
  if (!useDefinitions().find(object)?.can.import) return null;
  return (
    <Button icon={<FileUp size={16} />} onClick={() => navigate(`/import/${object}`)}>
      {t('list.import')}
    </Button>
  );
}
