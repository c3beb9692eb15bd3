import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { duplicateKeys } from '../api/duplicates.ts';
import { readRecord, runAction } from '../api/records.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { reasonOf, useText } from '../i18n/text.ts';
import { LookupInput } from '../records/kinds/shared/lazySelects.tsx';
import { linkId } from '../records/kinds/shared/reference.ts';
import { titleOf } from '../records/values.ts';
import { Empty } from '../ui/Empty.tsx';
import page from '../ui/Page.module.css';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Comparison } from './GroupPage.tsx';
import { isMerge, mergedIn, mostAtOnce, toMerge } from './merging.ts';

/** Records that a person says are the same: chosen, compared side by side, and merged into one of them. */
export function MergePage() {
  const t = useText();
  const navigate = useNavigate();
  const { object: name = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const object = useDefinitions().find(name);
  const action = object?.actions.find((one) => isMerge(object, one));
  const parameter = mergedIn(action);
  const ids = toMerge(params.get('records'));
  const [first] = ids;
  const { data: records, error } = useQuery({
    queryKey: duplicateKeys.merging(name, ids),
    queryFn: ({ signal }) => Promise.all(ids.map((id) => readRecord(name, id, {}, signal))),
    placeholderData: keepPreviousData,
    enabled: action !== undefined && ids.length > 0,
  });
  usePageTitle(action?.label ?? t('duplicates.title'));
  if (!object || !action || !parameter || first === undefined) return <Empty title={t('duplicates.changed')} />;
  if (error) return <Empty tone="error" title={reasonOf(error)} />;
  if (!records) return <Skeleton rows={8} />;
  const kept = records.find((record) => record.id === first);
  const trail = <Link to={`/o/${name}/${first}`}>{kept ? titleOf(object, kept) : object.plural}</Link>;
  const choose = (
    <LookupInput
      field={{ ...parameter, label: t('duplicates.others.choose', { plural: object.plural }) }}
      object={name}
      many
      autoFocus={ids.length < 2}
      only={`id ne ${first}`}
      value={records.filter((record) => ids.includes(record.id) && record.id !== first)}
      placeholder={t('duplicates.others.choose', { plural: object.plural })}
      onChange={(others) =>
        setParams({ records: [first, ...others.map(linkId)].slice(0, mostAtOnce).join(',') }, { replace: true })
      }
    />
  );
  const compared = records.filter((record) => ids.includes(record.id));
  if (compared.length < 2)
    return (
      <div className={page.page}>
        <header className={page.head}>
          <div>
            <nav className={page.faint}>{trail}</nav>
            <h1>{action.label}</h1>
          </div>
        </header>
        {choose}
        <Empty title={t('duplicates.others.none', { object: object.label })}>{action.confirm}</Empty>
      </div>
    );
  return (
    <Comparison
      key={compared.map((record) => record.id).join()}
      title={action.label}
      trail={trail}
      object={object}
      records={compared}
      mayMerge
      choose={choose}
      merge={(winner, values) =>
        runAction(name, winner, action.name, {
          records: compared.map((record) => record.id).filter((id) => id !== winner),
          values,
        })
      }
      onDone={(winner) => navigate(winner ? `/o/${name}/${winner}` : `/o/${name}`, { replace: true })}
    />
  );
}
