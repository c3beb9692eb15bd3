import { useNavigate } from 'react-router';
import { useText } from '../i18n/text.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';

export function NotFound() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Empty
      isPage
      title={t('notFound.title')}
      action={
        <Button type="primary" onClick={() => navigate('/')}>
          {t('notFound.home')}
        </Button>
      }
    >
      {t('notFound.text')}
    </Empty>
  );
}
