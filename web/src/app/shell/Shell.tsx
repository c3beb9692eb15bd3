import { useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Outlet, useNavigate, useNavigation } from 'react-router';
import { learnAdmin } from '../../i18n/admin.ts';
import { useText } from '../../i18n/text.ts';
import { openLiveLine } from '../../live/liveLine.ts';
import { fetchInputs } from '../../records/kinds/shared/lazyInput.tsx';
import { Button } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { fetchOpened } from '../../ui/Opener.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DialogHost } from '../DialogHost.tsx';
import { openDialog } from '../dialogs.ts';
import { useKey } from '../useKey.ts';
import { usePhone } from '../usePhone.ts';
import { whenShown } from '../whenShown.ts';
import { BottomBar } from './BottomBar.tsx';
import { JobsButton } from './JobsButton.tsx';
import { NotificationsButton } from './NotificationsButton.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { SeenBar } from './SeenBar.tsx';
import styles from './Shell.module.css';
import { SideMenu } from './SideMenu.tsx';

/** It names the parts of the administrators' pages, in the words of these. */
const Palette = lazyPart(async () => {
  const [{ Palette }] = await Promise.all([import('../palette/Palette.tsx'), learnAdmin()]);
  return Palette;
});

/** The frame around every screen: the menu, the search, the person. */
export function Shell() {
  const t = useText();
  const phone = usePhone();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const [searching, setSearching] = useState(false);
  const client = useQueryClient();
  useEffect(() => openLiveLine(client), [client]);
  useEffect(() => {
    void whenShown(client).then(() => Promise.all([fetchOpened(), fetchInputs()]));
  }, [client]);
  useKey('/', () => setSearching(true));
  useKey('?', () => openDialog({ kind: 'keys' }));
  useKey('h', () => navigate('/'));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching((open) => !open);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <div className={styles.frame}>
      <SeenBar />
      <div className={styles.shell}>
        <a className={styles.skip} href="#main">
          {t('shell.skip')}
        </a>
        {!phone && <SideMenu onSearch={() => setSearching(true)} />}
        <div className={styles.rest}>
          {phone && (
            <header className={styles.phoneBar}>
              <Button type="text" className={styles.phoneSearch} icon={<Search size={16} />} onClick={() => setSearching(true)}>
                {t('shell.search')}
              </Button>
              <NotificationsButton compact />
              <JobsButton compact />
              <PersonMenu compact />
            </header>
          )}
          <main id="main" tabIndex={-1} className={styles.main} aria-busy={navigation.state !== 'idle'}>
            {navigation.state !== 'idle' && <div className={styles.progress} />}
            <Suspense fallback={<Skeleton rows={8} />}>
              <Outlet />
            </Suspense>
          </main>
          {phone && <BottomBar onSearch={() => setSearching(true)} />}
        </div>
        {searching && (
          <Suspense fallback={null}>
            <Palette onClose={() => setSearching(false)} />
          </Suspense>
        )}
        <DialogHost />
      </div>
    </div>
  );
}
