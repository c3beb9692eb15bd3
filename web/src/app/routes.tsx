import { createBrowserRouter, type RouteObject } from 'react-router';
import { adminRoutes } from '../admin/routes.ts';
import { ListPage } from '../records/list/ListPage.tsx';
import { BootScreen } from './BootScreen.tsx';
import { HomeRedirect } from './HomeRedirect.tsx';
import { NotFound } from './NotFound.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './shell/Shell.tsx';

const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <BootScreen />,
    errorElement: <RouteError />,
    children: [
      { index: true, element: <HomeRedirect /> },
      { path: 'setup', element: <HomeRedirect /> },
      { path: 'page/sales', lazy: async () => ({ Component: (await import('../home/SalesPage.tsx')).SalesPage }) },
      {
        path: 'page/duplicates',
        lazy: async () => ({ Component: (await import('../duplicates/DuplicatesPage.tsx')).DuplicatesPage }),
      },
      { path: 'page/quality', lazy: async () => ({ Component: (await import('../quality/QualityPage.tsx')).QualityPage }) },
      { path: 'duplicates/:id', lazy: async () => ({ Component: (await import('../duplicates/GroupPage.tsx')).GroupPage }) },
      { path: 'o/:object', element: <ListPage /> },
      { path: 'o/:object/:id', lazy: async () => ({ Component: (await import('../records/record/RecordPage.tsx')).RecordPage }) },
      { path: 'import/:object', lazy: async () => ({ Component: (await import('../imports/ImportPage.tsx')).ImportPage }) },
      { path: 'import/:object/:id', lazy: async () => ({ Component: (await import('../imports/ImportPage.tsx')).ImportPage }) },
      {
        path: 'notifications',
        lazy: async () => ({ Component: (await import('../notifications/NotificationsPage.tsx')).NotificationsPage }),
      },
      { path: 'jobs', lazy: async () => ({ Component: (await import('../jobs/JobsPage.tsx')).JobsPage }) },
      ...adminRoutes,
      { path: '*', element: <NotFound /> },
    ].map((route) => ({ ...route, errorElement: <RouteError /> })),
  },
];

export const router = createBrowserRouter(routes);
