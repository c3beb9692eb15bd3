import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { learnAdmin } from '../i18n/admin.ts';
import { learnBench } from '../i18n/bench.ts';
import { ForAdministrators } from './ForAdministrators.tsx';

/** A page with the sentences that it says; one that is named as in the menus is for those who have it there. */
function page(fetch: () => Promise<ComponentType>, name?: string) {
  return async () => {
    const [Page] = await Promise.all([fetch(), learnAdmin()]);
    return { Component: name ? guarded(Page, name) : Page };
  };
}

function guarded(Page: ComponentType, name: string): ComponentType {
  return () => (
    <ForAdministrators page={name}>
      <Page />
    </ForAdministrators>
  );
}

/** The log of changes tells those of work benches in the words of these. */
async function securityPage() {
  const [{ SecurityPage }] = await Promise.all([import('./security/SecurityPage.tsx'), learnBench()]);
  return SecurityPage;
}

/** The administrators' pages; each is fetched when somebody first goes there. */
export const adminRoutes: RouteObject[] = [
  { path: 'admin/objects', lazy: page(() => import('./objects/ObjectsPage.tsx').then((m) => m.ObjectsPage), 'objects') },
  { path: 'admin/objects/+', lazy: page(() => import('./objects/NewObjectPage.tsx').then((m) => m.NewObjectPage), 'objects') },
  { path: 'admin/objects/:object', lazy: page(() => import('./objects/ObjectPage.tsx').then((m) => m.ObjectPage), 'objects') },
  { path: 'admin/roles', lazy: page(() => import('./roles/RolesPage.tsx').then((m) => m.RolesPage), 'roles') },
  { path: 'admin/roles/:id', lazy: page(() => import('./roles/RolePage.tsx').then((m) => m.RolePage), 'roles') },
  { path: 'admin/security', lazy: page(securityPage, 'security') },
  { path: 'profile', lazy: page(() => import('../profile/ProfilePage.tsx').then((m) => m.ProfilePage)) },
  { path: 'admin/people', lazy: page(() => import('./people/PeoplePage.tsx').then((m) => m.PeoplePage), 'people') },
  { path: 'admin/company', lazy: page(() => import('./company/CompanyPage.tsx').then((m) => m.CompanyPage), 'company') },
];
