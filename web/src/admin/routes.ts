import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { learnAdmin } from '../i18n/admin.ts';

/** A page with the sentences that it says. */
function page(fetch: () => Promise<ComponentType>) {
  return async () => {
    const [Component] = await Promise.all([fetch(), learnAdmin()]);
    return { Component };
  };
}

/** The administrators' pages; each is fetched when somebody first goes there. */
export const adminRoutes: RouteObject[] = [
  { path: 'admin/objects', lazy: page(() => import('./objects/ObjectsPage.tsx').then((m) => m.ObjectsPage)) },
  { path: 'admin/objects/+', lazy: page(() => import('./objects/NewObjectPage.tsx').then((m) => m.NewObjectPage)) },
  { path: 'admin/objects/:object', lazy: page(() => import('./objects/ObjectPage.tsx').then((m) => m.ObjectPage)) },
  { path: 'admin/roles', lazy: page(() => import('./roles/RolesPage.tsx').then((m) => m.RolesPage)) },
  { path: 'admin/roles/:id', lazy: page(() => import('./roles/RolePage.tsx').then((m) => m.RolePage)) },
  { path: 'admin/security', lazy: page(() => import('./security/SecurityPage.tsx').then((m) => m.SecurityPage)) },
  { path: 'profile', lazy: page(() => import('../profile/ProfilePage.tsx').then((m) => m.ProfilePage)) },
  { path: 'admin/people', lazy: page(() => import('./people/PeoplePage.tsx').then((m) => m.PeoplePage)) },
  { path: 'admin/company', lazy: page(() => import('./company/CompanyPage.tsx').then((m) => m.CompanyPage)) },
];
