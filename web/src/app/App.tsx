import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { Button, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { ApiError, speak, whenSignedOut } from '../api/http.ts';
import { metaKey, useMetaQuery } from '../api/meta.ts';
import { type SessionState, sessionKey, useSession } from '../api/session.ts';
import { showTimesIn } from '../i18n/format.ts';
import { changeLanguage, type Language, reasonOf, useText } from '../i18n/text.ts';
import { ShellNotice } from '../pwa/ShellNotice.tsx';
import { nameAppIn, useOnline } from '../pwa/shellVersion.ts';
import { antdTheme } from '../theme/antdTheme.ts';
import { applyTokens } from '../theme/applyTokens.ts';
import { Empty } from '../ui/Empty.tsx';
import { ToastHost } from '../ui/ToastHost.tsx';
import { BootScreen } from './BootScreen.tsx';
import { prefer, useMode, usePreferences } from './preferences.ts';
import { router } from './routes.tsx';
import { WorkspaceContext } from './workspace.tsx';

const SignInPage = lazy(() => import('../session/SignInPage.tsx').then((module) => ({ default: module.SignInPage })));
const SetUpPage = lazy(() => import('../session/SetUpPage.tsx').then((module) => ({ default: module.SetUpPage })));

const ChangePasswordPage = lazy(() =>
  import('../session/ChangePasswordPage.tsx').then((module) => ({ default: module.ChangePasswordPage })),
);
const SecondFactorPage = lazy(() =>
  import('../session/SecondFactorPage.tsx').then((module) => ({ default: module.SecondFactorPage })),
);

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
  const { density, language } = usePreferences();
  const spoken: Language = language ?? 'zh-CN';
  const theme = useMemo(() => antdTheme(mode, density), [mode, density]);
  useLayoutEffect(() => applyTokens(mode, density), [mode, density]);
  useMemo(() => {
    speak(spoken);
    changeLanguage(spoken);
    dayjs.locale(spoken === 'en' ? 'en' : 'zh-cn');
  }, [spoken]);
  useLayoutEffect(() => nameAppIn(language), [language]);
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider theme={theme} locale={spoken === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
        <Suspense fallback={<BootScreen />}>
          <Door language={spoken} />
        </Suspense>
        <ShellNotice />
        <ToastHost />
      </ConfigProvider>
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
  showTimesIn(signedIn?.user.timezone);
  const workspace = useMemo(
    () => (signedIn && meta.data ? { definitions: meta.data, user: signedIn.user, company: signedIn.company } : null),
    [signedIn, meta.data],
  );

  const online = useOnline();
  // A page that was opened without a connection goes on when there is one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a connection that came back asks again
  useEffect(() => {
    if (online && (session.isError || meta.isError))
      void client.invalidateQueries({ queryKey: session.isError ? sessionKey : metaKey });
  }, [online]);
  if (session.isPending) return <BootScreen />;
  const failure = session.error ?? (workspace ? null : meta.error);
  if (failure) {
    const retry = () => void client.invalidateQueries({ queryKey: session.error ? sessionKey : metaKey });
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
