import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Suspense, useEffect, useLayoutEffect, useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { ApiError, speak, whenSignedOut } from '../api/http.ts';
import { metaKey, useMetaQuery } from '../api/meta.ts';
import { type SessionState, sessionKey, useSession } from '../api/session.ts';
import { showTimesIn } from '../i18n/format.ts';
import { changeLanguage, type Language, reasonOf, useLanguage, useText } from '../i18n/text.ts';
import { ShellNotice } from '../pwa/ShellNotice.tsx';
import { nameAppIn } from '../pwa/shellVersion.ts';
import { useRecovery } from '../pwa/watchServer.ts';
import { keepDraftsOf } from '../records/form/drafts.ts';
import { applyTokens } from '../theme/applyTokens.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { lazyPart } from '../ui/lazyPart.tsx';
import { ToastHost } from '../ui/ToastHost.tsx';
import { tellError } from '../ui/toast.ts';
import { BootScreen } from './BootScreen.tsx';
import { languageOf } from './keptPreferences.ts';
import { prefer, useMode, usePreferences } from './preferences.ts';
import { router } from './routes.tsx';
import { WorkspaceContext } from './workspace.tsx';

const SignInPage = lazyPart(() => import('../session/SignInPage.tsx').then((m) => m.SignInPage));
const SetUpPage = lazyPart(() => import('../session/SetUpPage.tsx').then((m) => m.SetUpPage));
const ChangePasswordPage = lazyPart(() => import('../session/ChangePasswordPage.tsx').then((m) => m.ChangePasswordPage));
const SecondFactorPage = lazyPart(() => import('../session/SecondFactorPage.tsx').then((m) => m.SecondFactorPage));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: true,
    },
  },
});
whenSignedOut(() => client.setQueryData<SessionState>(sessionKey, { kind: 'signedOut' }));

export function App() {
  const mode = useMode();
  const preferences = usePreferences();
  const { density } = preferences;
  const wanted = languageOf(preferences);
  const spoken = useLanguage();
  useLayoutEffect(() => applyTokens(mode, density), [mode, density]);
  useMemo(() => {
    speak(spoken);
    dayjs.locale(spoken === 'en' ? 'en' : 'zh-cn');
  }, [spoken]);
  useEffect(() => {
    changeLanguage(wanted).catch((error: unknown) => tellError(reasonOf(error)));
  }, [wanted]);
  useLayoutEffect(() => nameAppIn(preferences.language), [preferences.language]);
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<BootScreen />}>
        <Door language={spoken} />
      </Suspense>
      <ShellNotice />
      <ToastHost />
    </QueryClientProvider>
  );
}

/** Set up, sign in, or the rooms behind. */
function Door({ language }: { language: Language }) {
  const t = useText();
  const client = useQueryClient();
  const session = useSession();
  const signedIn = session.data?.kind === 'signedIn' ? session.data : undefined;
  const meta = useMetaQuery(language, signedIn !== undefined && !signedIn.duty);
  const preferred = signedIn?.user.language;
  const { language: chosen, languageKept: kept } = usePreferences();
  useEffect(() => {
    if ((preferred !== 'en' && preferred !== 'zh-CN') || preferred === kept) return;
    // What was chosen at the door stands until the person chooses anew, here or in another browser.
    prefer(chosen && !kept ? { languageKept: preferred } : { language: preferred, languageKept: preferred });
  }, [chosen, kept, preferred]);
  // What is typed while somebody sees as another is the typist's.
  const userId = signedIn?.seenBy?.id ?? signedIn?.user.id;
  useEffect(() => {
    if (userId) keepDraftsOf(userId);
  }, [userId]);
  showTimesIn(signedIn?.user.timezone);
  const workspace = useMemo(
    () =>
      signedIn && meta.data
        ? { definitions: meta.data, user: signedIn.user, company: signedIn.company, seenBy: signedIn.seenBy }
        : null,
    [signedIn, meta.data],
  );

  const failure = session.error ?? (workspace ? null : meta.error);
  const retry = () => void client.invalidateQueries({ queryKey: session.error ? sessionKey : metaKey });
  // A page that was opened without a connection, or while the server was away, goes on by itself.
  useRecovery(failure instanceof ApiError && (failure.status === 0 || failure.status >= 500), retry);
  if (session.isPending) return <BootScreen />;
  if (failure) {
    return (
      <Empty
        tone="error"
        title={t(navigator.onLine ? 'boot.failed' : 'boot.offline')}
        action={<Button onClick={retry}>{t('common.retry')}</Button>}
      >
        {reasonOf(failure)}
      </Empty>
    );
  }
  const enter = (state: SessionState) => client.setQueryData<SessionState>(sessionKey, state);
  if (session.data?.kind === 'setUp') return <SetUpPage onDone={enter} />;
  if (!signedIn) return <SignInPage onDone={enter} />;
  const askAgain = () => void client.invalidateQueries({ queryKey: sessionKey });
  if (signedIn.duty === 'password_change_required') return <ChangePasswordPage onDone={askAgain} />;
  if (signedIn.duty === 'second_factor_enrolment_required') return <SecondFactorPage onDone={askAgain} />;
  if (!workspace) return <BootScreen />;
  return (
    <WorkspaceContext value={workspace}>
      <RouterProvider router={router} />
    </WorkspaceContext>
  );
}
