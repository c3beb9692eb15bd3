import type { RouteObject } from 'react-router';

/** The administrators' pages; each is fetched when somebody first goes there. */
export const adminRoutes: RouteObject[] = [
  { path: 'admin/objects', lazy: async () => ({ Component: (await import('./objects/ObjectsPage.tsx')).ObjectsPage }) },
  { path: 'admin/objects/+', lazy: async () => ({ Component: (await import('./objects/NewObjectPage.tsx')).NewObjectPage }) },
  { path: 'admin/objects/:object', lazy: async () => ({ Component: (await import('./objects/ObjectPage.tsx')).ObjectPage }) },
  { path: 'admin/roles', lazy: async () => ({ Component: (await import('./roles/RolesPage.tsx')).RolesPage }) },
  { path: 'admin/roles/:id', lazy: async () => ({ Component: (await import('./roles/RolePage.tsx')).RolePage }) },
  { path: 'admin/security', lazy: async () => ({ Component: (await import('./security/SecurityPage.tsx')).SecurityPage }) },
  { path: 'profile', lazy: async () => ({ Component: (await import('../profile/ProfilePage.tsx')).ProfilePage }) },
  { path: 'admin/people', lazy: async () => ({ Component: (await import('./people/PeoplePage.tsx')).PeoplePage }) },
  { path: 'admin/company', lazy: async () => ({ Component: (await import('./company/CompanyPage.tsx')).CompanyPage }) },
];
