import { useEffect } from 'react';
import { useWorkspace } from './workspace.tsx';

/** Names the browser's tab after what is on the screen. */
export function usePageTitle(title: string | undefined): void {
  const { company } = useWorkspace();
  useEffect(() => {
    document.title = [title, company.name || '通客'].filter(Boolean).join(' · ');
  }, [title, company.name]);
}
