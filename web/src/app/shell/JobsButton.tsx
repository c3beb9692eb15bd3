import { useQuery } from '@tanstack/react-query';
import { ArrowDownUp } from 'lucide-react';
import { useNavigate } from 'react-router';
import { type ExportJob, type ImportJob, isMoving, jobKeys, listJobs } from '../../api/jobs.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { useDefinitions } from '../workspace.tsx';
import styles from './PersonMenu.module.css';

/** The way to imports and exports, with the number of those still at work. */
export function JobsButton({ compact }: { compact?: boolean }) {
  const t = useText();
  const navigate = useNavigate();
  const definitions = useDefinitions();
  const enabled = (kind: string) =>
    Boolean(definitions.find(kind)) || definitions.objects.some((o) => o.can.import || o.can.export);
  const options = {
    staleTime: 10_000,
    retry: false,
    refetchInterval: (query: { state: { data?: { status?: unknown }[] } }) =>
      query.state.data?.some((job) => isMoving(String(job.status))) ? 2000 : false,
  } as const;
  const imports = useQuery({
    queryKey: jobKeys.imports,
    queryFn: ({ signal }) => listJobs<ImportJob>('import_job', signal),
    enabled: enabled('import_job'),
    ...options,
  });
  const exports_ = useQuery({
    queryKey: jobKeys.exports,
    queryFn: ({ signal }) => listJobs<ExportJob>('export_job', signal),
    enabled: enabled('export_job'),
    ...options,
  });
  const moving = [...(imports.data ?? []), ...(exports_.data ?? [])].filter((job) => isMoving(job.status)).length;
  return (
    <Button
      type="text"
      className={compact ? undefined : styles.wide}
      // What is seen is heard: the words beside the icon, or without them the name with the number on it.
      aria-label={compact ? [t('jobs.title'), moving || ''].join(' ').trim() : undefined}
      onClick={() => navigate('/jobs')}
      icon={
        <Count value={moving}>
          <ArrowDownUp size={16} />
        </Count>
      }
    >
      {compact ? null : t('jobs.title')}
    </Button>
  );
}
