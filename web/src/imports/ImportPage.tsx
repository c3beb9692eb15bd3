import { useQuery } from '@tanstack/react-query';
import { Steps } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type ImportStatus, isMoving, jobKeys, readImport } from '../api/jobs.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { usePhone } from '../app/usePhone.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { Empty } from '../ui/Empty.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CheckStep } from './CheckStep.tsx';
import styles from './Import.module.css';
import { MappingStep } from './MappingStep.tsx';
import { ProgressStep } from './ProgressStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { UploadStep } from './UploadStep.tsx';

const stepOf: Record<ImportStatus, number> = {
  uploaded: 1,
  mapped: 1,
  checking: 2,
  checked: 2,
  running: 3,
  done: 3,
  failed: 3,
  cancelled: 3,
  undone: 3,
};

/** From a file to records. The job keeps every step, so that the tab can be closed at any time. */
export function ImportPage() {
  const { object: name, id } = useParams();
  const t = useText();
  const phone = usePhone();
  const [remapping, setRemapping] = useState(false);
  const object = useDefinitions().find(name);
  usePageTitle(object && t('import.title', { plural: object.plural }));
  const job = useQuery({
    queryKey: jobKeys.import(id ?? ''),
    queryFn: ({ signal }) => readImport(id ?? '', signal),
    enabled: id !== undefined,
    refetchInterval: (query) => (isMoving(query.state.data?.status) ? 700 : false),
  });
  if (!object)
    return (
      <Empty tone="error" title={t('object.unknown')}>
        {t('object.unknownHint')}
      </Empty>
    );
  if (!object.can.import)
    return (
      <Empty tone="error" title={t('import.forbidden')}>
        {t('error.forbidden')}
      </Empty>
    );
  const status = job.data?.status;
  const current = status ? (remapping ? 1 : stepOf[status]) : 0;
  return (
    <div className={styles.page}>
      <nav className={styles.crumbs}>
        <Link to={`/o/${object.name}`}>{object.plural}</Link>
      </nav>
      <h1>{t('import.title', { plural: object.plural })}</h1>
      <Steps
        size="small"
        responsive={false}
        current={current}
        items={(['upload', 'map', 'check', 'run'] as const).map((step, index) => ({
          // A phone has room for the name of the step one is at.
          title: phone && index !== current ? null : t(`import.step.${step}`),
        }))}
      />
      {id === undefined ? (
        <UploadStep object={object} />
      ) : job.isError ? (
        <Empty tone="error" title={t('import.lost')} action={<Link to={`/import/${object.name}`}>{t('import.otherFile')}</Link>}>
          {reasonOf(job.error)}
        </Empty>
      ) : !job.data ? (
        <Skeleton rows={6} />
      ) : status === 'uploaded' || status === 'mapped' || (status === 'checked' && remapping) ? (
        <MappingStep object={object} job={job.data} onChecked={() => setRemapping(false)} />
      ) : status === 'checked' ? (
        // A check that ended before anybody saw it run begins with its own words, too.
        <CheckStep key={job.data.finished_at} object={object} job={job.data} onBack={() => setRemapping(true)} />
      ) : status === 'checking' || status === 'running' ? (
        <ProgressStep job={job.data} />
      ) : (
        <ResultStep object={object} job={job.data} />
      )}
    </div>
  );
}
