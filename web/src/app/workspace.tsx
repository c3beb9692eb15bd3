import { createContext, use } from 'react';
import type { Definitions } from '../api/meta.ts';
import type { Company, SessionUser } from '../api/session.ts';

/** What every signed-in screen knows: the definitions, the person, the company. */
export interface Workspace {
  definitions: Definitions;
  user: SessionUser;
  company: Company;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('Only a signed-in screen may ask for the workspace.');
  return workspace;
}

export function useDefinitions(): Definitions {
  return useWorkspace().definitions;
}
