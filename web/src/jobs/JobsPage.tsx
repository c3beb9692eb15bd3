import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download, FileDown, FileUp } from 'lucide-react';
import { Link } from 'react-router';
import { fileUrl } from '../api/files.ts';
import { type ExportJob, type ImportJob, isMoving, jobKeys, listJobs } from '../api/jobs.ts';
import type { Definitions } from '../api/meta.ts';
import { placesOf } from '../app/menuItems.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatDateTime, formatNumber } from '../i18n/format.ts';
import { type TextKey, useText } from '../i18n/text.ts';
import { Badge } from '../ui/Badge.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { importOutcome } from './importOutcome.ts';
import styles from './Jobs.module.css';
import { jobLine } from './jobLine.ts';

const colors: Record<string, string> = {
  done: 'green',
  failed: 'red',
  running: 'blue',
  checking: 'blue',
  queued: 'gray',
  checked: 'amber',
  mapped: 'amber',
  uploaded: 'amber',
  cancelled: 'gray',
  undone: 'gray',
};

/** People and departments stand in no list of the menu but in the page of the set-up, under its name. */
function organisationOf(definitions: Definitions) {
  const page = definitions.menus.flatMap((group) => group.items).find((item) => 'page' in item && item.page === 'admin/people');
  const found = ['user', 'department'].flatMap((name) => definitions.find(name) ?? []);
  return page && 'page' in page
    ? [
        {
          label: page.label,
          places: found.filter((o) => o.can.import).map((o) => ({ key: o.name, label: o.plural })),
        },
      ]
    : [];
}

/** What one may bring in from a file, object by object. */
function ImportChoice() {
  const t = useText();
  const definitions = useDefinitions();
  const groups = placesOf(definitions)
    .map(({ label, places }) => ({
      label,
      places: places.flatMap((place) => {
        const object = place.list ?? (place.to.startsWith('/o/') ? place.key : undefined);
        const found = definitions.find(object);
        return found?.can.import && (!place.list || (found.owned && found.group !== 'setup'))
          ? [{ key: found.name, label: found.plural }]
          : [];
      }),
    }))
    .concat(organisationOf(definitions))
    .filter((group) => group.places.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className={styles.choice} aria-labelledby="choice">
      <h2 id="choice">{t('jobs.choose')}</h2>
      <dl>
        {groups.map((group) => (
          <div key={group.label}>
            <dt>{group.label}</dt>
            <dd>
              {group.places.map((place) => (
                <Link key={place.key} to={`/import/${place.key}`} aria-label={t('jobs.import', { plural: place.label })}>
                  {place.label}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Every import and export: what runs, what is done, and the way to its result. */
export function JobsPage() {
  const t = useText();
  const definitions = useDefinitions();
  usePageTitle(t('jobs.title'));
  const refetchInterval = (query: { state: { data?: { status?: unknown }[] } }) =>
    query.state.data?.some((job) => isMoving(String(job.status))) ? 1500 : false;
  const imports = useQuery({
    queryKey: jobKeys.imports,
    queryFn: ({ signal }) => listJobs<ImportJob>('import_job', signal),
    refetchInterval,
  });
  const exports_ = useQuery({
    queryKey: jobKeys.exports,
    queryFn: ({ signal }) => listJobs<ExportJob>('export_job', signal),
    refetchInterval,
  });
  if (imports.isPending || exports_.isPending) return <Skeleton rows={6} />;
  const jobs = [
    ...(imports.data ?? []).map((job) => ({ kind: 'import' as const, job })),
    ...(exports_.data ?? []).map((job) => ({ kind: 'export' as const, job })),
  ].sort((a, b) => (String(a.job.created_at) < String(b.job.created_at) ? 1 : -1));
  return (
    <div className={styles.page}>
      <h1>{t('jobs.title')}</h1>
      {jobs.length === 0 && (
        <div className={styles.list}>
          <p className={styles.empty}>{t('jobs.empty')}</p>
        </div>
      )}
      {jobs.length > 0 && (
        <div className={styles.list}>
          {jobs.map(({ kind, job }) => {
            const plural = definitions.find(job.object)?.plural ?? job.object;
            const { title, what } = jobLine(kind, job.file_name, plural, t);
            return (
              <div key={job.id} className={styles.job}>
                {kind === 'import' ? <FileUp size={20} aria-hidden="true" /> : <FileDown size={20} aria-hidden="true" />}
                <div>
                  <strong>{title}</strong>
                  <small>
                    {what && `${what} · `}
                    {job.created_at ? formatDateTime(String(job.created_at)) : ''} ·{' '}
                    {kind === 'import' && !isMoving(job.status)
                      ? importOutcome(job, t)
                      : t('jobs.rows', { done: formatNumber(job.done ?? 0), total: formatNumber(job.total ?? 0) })}
                  </small>
                </div>
                <span>
                  {isMoving(job.status) ? (
                    <ProgressBar
                      label={t(kind === 'import' ? 'jobs.import' : 'jobs.export', { plural })}
                      done={job.done ?? 0}
                      total={job.total ?? 0}
                      size="small"
                    />
                  ) : (
                    <Badge plain color={colors[job.status]}>
                      {t(`status.${job.status}` as TextKey)}
                    </Badge>
                  )}
                </span>
                {kind === 'import' ? (
                  <Link to={`/import/${job.object}/${job.id}`}>{t('jobs.open')}</Link>
                ) : job.status === 'done' && job.file ? (
                  <Button type="link" icon={<Download size={14} />} href={fileUrl(String(job.file))} download>
                    {t('export.download')}
                  </Button>
                ) : (
                  <span />
                )}
              </div>
            );
          })}
        </div>
      )}
      <ImportChoice />
    </div>
  );
}
