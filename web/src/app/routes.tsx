import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { adminRoutes } from '../admin/routes.tsx';
import { learnAdmin } from '../i18n/admin.ts';
import { learnBench } from '../i18n/bench.ts';
import { learnContracts } from '../i18n/contracts.ts';
import { learnForecast } from '../i18n/forecast.ts';
import { learnImports } from '../i18n/imports.ts';
import { learnLeadForms } from '../i18n/leadforms.ts';
import { learnPools } from '../i18n/pools.ts';
import { learnQuality } from '../i18n/quality.ts';
import { learnSales } from '../i18n/sales.ts';
import { ListPage } from '../records/list/ListPage.tsx';
import { withTheme } from '../ui/lazyPart.tsx';
import { BootScreen } from './BootScreen.tsx';
import { NotFound } from './NotFound.tsx';
import { navigateBy } from './navigation.ts';
import { RouteError } from './RouteError.tsx';
import { Shell } from './shell/Shell.tsx';

/** The start page with the sentences that it says. */
async function benchPage() {
  const [{ BenchPage }] = await Promise.all([import('../bench/BenchPage.tsx'), learnBench()]);
  return { Component: BenchPage };
}

/** The sea pools with the sentences that they say. */
async function poolsPage() {
  const [{ PoolsPage }] = await Promise.all([import('../pools/PoolsPage.tsx'), learnPools()]);
  return { Component: PoolsPage };
}

/** How old what is outstanding is, with the sentences for it. */
async function ageingPage() {
  const [{ AgeingPage }] = await Promise.all([import('../contracts/AgeingPage.tsx'), learnContracts()]);
  return { Component: AgeingPage };
}

/** The lead forms with the sentences that they say. */
async function leadFormsPage() {
  const [{ LeadFormsPage }] = await Promise.all([import('../leadforms/LeadFormsPage.tsx'), learnLeadForms()]);
  return { Component: LeadFormsPage };
}

async function leadFormPage() {
  const [{ LeadFormPage }] = await Promise.all([import('../leadforms/LeadFormPage.tsx'), learnLeadForms(), learnAdmin()]);
  return { Component: LeadFormPage };
}

/** Targets and forecast with the sentences that they say. */
async function forecastPage() {
  const [{ ForecastPage }] = await Promise.all([import('../forecast/ForecastPage.tsx'), learnForecast()]);
  return { Component: ForecastPage };
}

/** The sales figures with the sentences that they say. */
async function salesPage() {
  const [{ SalesPage }] = await Promise.all([import('../home/SalesPage.tsx'), learnSales()]);
  return { Component: SalesPage };
}

/** Data quality and duplicates with the sentences that they say. */
async function qualityPage() {
  const [{ QualityPage }] = await Promise.all([import('../quality/QualityPage.tsx'), learnQuality()]);
  return { Component: QualityPage };
}

async function duplicatesPage() {
  const [{ DuplicatesPage }] = await Promise.all([import('../duplicates/DuplicatesPage.tsx'), learnQuality()]);
  return { Component: DuplicatesPage };
}

async function duplicateGroupPage() {
  const [{ GroupPage }] = await Promise.all([import('../duplicates/GroupPage.tsx'), learnQuality()]);
  return { Component: GroupPage };
}

async function mergePage() {
  const [{ MergePage }] = await Promise.all([import('../duplicates/MergePage.tsx'), learnQuality()]);
  return { Component: MergePage };
}

/** Importing with the sentences that it says. */
async function importPage() {
  const [{ ImportPage }] = await Promise.all([import('../imports/ImportPage.tsx'), learnImports()]);
  return { Component: ImportPage };
}

/** What is fetched brings Ant Design's theme with it; what comes with the first page does without. */
function themed({ lazy }: RouteObject): Pick<RouteObject, 'lazy'> {
  if (typeof lazy !== 'function') return {};
  return {
    lazy: async () => ({ Component: await withTheme(async () => ((await lazy()) as { Component: ComponentType }).Component) }),
  };
}

const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <BootScreen />,
    errorElement: <RouteError />,
    children: [
      { index: true, lazy: benchPage },
      { path: 'setup', element: <Navigate to="/" replace /> },
      { path: 'page/sales', lazy: salesPage },
      { path: 'page/duplicates', lazy: duplicatesPage },
      { path: 'page/pools', lazy: poolsPage },
      { path: 'page/ageing', lazy: ageingPage },
      { path: 'page/lead-forms', lazy: leadFormsPage },
      { path: 'page/lead-forms/:id', lazy: leadFormPage },
      { path: 'page/forecast', lazy: forecastPage },
      { path: 'page/quality', lazy: qualityPage },
      { path: 'duplicates/:id', lazy: duplicateGroupPage },
      { path: 'merge/:object', lazy: mergePage },
      { path: 'o/:object', element: <ListPage /> },
      { path: 'o/:object/:id', lazy: async () => ({ Component: (await import('../records/record/RecordPage.tsx')).RecordPage }) },
      { path: 'import/:object', lazy: importPage },
      { path: 'import/:object/:id', lazy: importPage },
      {
        path: 'notifications',
        lazy: async () => ({ Component: (await import('../notifications/NotificationsPage.tsx')).NotificationsPage }),
      },
      { path: 'jobs', lazy: async () => ({ Component: (await import('../jobs/JobsPage.tsx')).JobsPage }) },
      ...adminRoutes,
      { path: '*', element: <NotFound /> },
    ].map((route) => ({ ...route, ...themed(route), errorElement: <RouteError /> })),
  },
];

export const router = createBrowserRouter(routes);
navigateBy(router);
