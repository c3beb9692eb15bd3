import { useQuery } from '@tanstack/react-query';
import { Check, ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { hasPage } from '../admin/hasPage.ts';
import { listRecords } from '../api/records.ts';
import { useDefinitions, useWorkspace } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { recordKeys } from '../records/recordCache.ts';
import styles from './Start.module.css';
import { stepsOf } from './steps.ts';

/** So many are enough to know whether there are any. */
const few = 2;

function useFew(object: string, enabled: boolean) {
  const query = { select: ['id'], top: few };
  return useQuery({
    queryKey: [...recordKeys.object(object), 'few'],
    queryFn: ({ signal }) => listRecords(object, query, signal),
    enabled,
  });
}

/** For who sets the company up, as long as there are no customers: what to do first, one step after the other. */
export function Start() {
  const definitions = useDefinitions();
  const sets = hasPage(definitions, 'company') && hasPage(definitions, 'people');
  const may = sets && (definitions.find('account')?.can.import ?? false);
  const accounts = useFew('account', may);
  return accounts.data?.value.length === 0 ? <Steps /> : null;
}

function Steps() {
  const t = useText();
  const { company } = useWorkspace();
  const people = useFew('user', true);
  const deals = useFew('opportunity', true);
  const steps = stepsOf({
    company: company.name,
    people: people.data?.value.length ?? 0,
    deals: deals.data?.value.length ?? 0,
  });
  return (
    <section className={styles.start} aria-labelledby="start">
      <h2 id="start">{t('start.title')}</h2>
      <p>{t('start.hint')}</p>
      <ol>
        {steps.map(({ name, to, done }, index) => (
          <li key={name}>
            <Link to={to} data-done={done || undefined}>
              <i>{done ? <Check size={14} role="img" aria-label={t('start.done')} /> : index + 1}</i>
              <span>
                <strong>{t(`start.${name}`)}</strong>
                <small>{t(`start.${name}Hint`)}</small>
              </span>
              <ChevronRight size={16} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
