import { createContext, use } from 'react';
import type { Definitions } from '../api/meta.ts';
import type { Company, SeenBy, SessionUser } from '../api/session.ts';

/** What every signed-in screen knows: the definitions, the person, the company. */
export interface Workspace {
  definitions: Definitions;
  user: SessionUser;
  company: Company;
  /** The administrator who sees as this person; nothing can be changed then. */
  seenBy?: SeenBy;
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
