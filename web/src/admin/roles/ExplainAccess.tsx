import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { FieldMeta } from '../../api/meta.ts';
import { type AccessAnswer, explainAccess, type ReachOfRole, scopes } from '../../api/roles.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, text, useText } from '../../i18n/text.ts';
import { LookupInput } from '../../records/kinds/shared/LookupInput.tsx';
import { type Link, linkId } from '../../records/kinds/shared/reference.ts';
import { useNames } from '../../records/kinds/shared/useNames.ts';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import styles from './Roles.module.css';

/** Why a person can or cannot see and change a record, in words. */
export function ExplainAccess() {
  const t = useText();
  const definitions = useDefinitions();
  const [params] = useSearchParams();
  const [object, setObject] = useState(params.get('object') ?? 'account');
  // A record's page leads here, so that only the person is still to be chosen.
  const from = params.get('record');
  const fromNames = useNames(object, from ? [from] : []);
  const [chosen, setRecord] = useState<Link[]>();
  const record: Link[] =
    chosen ?? (from ? [{ id: from, [definitions.find(object)?.nameField ?? 'name']: fromNames.get(from) ?? '…' }] : []);
  const [person, setPerson] = useState<Link[]>([]);
  const [recordId, personId] = [record[0] && linkId(record[0]), person[0] && linkId(person[0])];
  const answer = useQuery({
    queryKey: ['access', object, recordId, personId],
    queryFn: ({ signal }) => explainAccess(object, recordId ?? '', personId ?? '', signal),
    enabled: Boolean(recordId && personId),
  });
  const field = (label: string): FieldMeta => ({ name: label, type: 'lookup', label, editable: true });
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('explain.hint')}</p>
      <div className={admin.columns}>
        <Row label={t('explain.person')}>
          {(id) => (
            <LookupInput
              id={id}
              autoFocus={from !== null}
              field={field(t('explain.person'))}
              object="user"
              value={person}
              onChange={setPerson}
            />
          )}
        </Row>
        <Row label={t('explain.object')}>
          {(id) => (
            <Select
              id={id}
              value={object}
              showSearch={{ optionFilterProp: 'label' }}
              options={definitions.objects.map((o) => ({ value: o.name, label: o.label }))}
              onChange={(next) => {
                setObject(next);
                setRecord([]);
              }}
            />
          )}
        </Row>
      </div>
      <Row label={t('explain.record')}>
        {(id) => (
          <LookupInput
            key={object}
            id={id}
            field={field(t('explain.record'))}
            object={object}
            value={record}
            onChange={setRecord}
          />
        )}
      </Row>
      {answer.isError && (
        <p className={admin.error} role="alert">
          {reasonOf(answer.error)}
        </p>
      )}
      {answer.data && <Answer answer={answer.data} object={object} />}
    </div>
  );
}

function Answer({ answer, object }: { answer: AccessAnswer; object: string }) {
  const t = useText();
  const definitions = useDefinitions();
  const { name } = answer.user;
  const owned = definitions.find(object)?.owned ?? false;
  const limited = answer.fields.filter((f) => f.right === 'none' || f.right === 'mask');
  const labels = (right: 'none' | 'mask') =>
    limited
      .filter((f) => f.right === right)
      .map((f) => definitions.field(object, f.name)?.label ?? f.name)
      .join(t('common.comma'));
  return (
    <section className={admin.card} aria-live="polite">
      <ul className={styles.verdict}>
        {(['see', 'edit', 'delete'] as const).map((what) => (
          <li key={what} data-allowed={answer[what]}>
            {answer[what] ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
            {t(answer[what] ? `explain.${what}` : `explain.${what}Not`, { name })}
          </li>
        ))}
      </ul>
      {!answer.user.active && <p className={admin.warning}>{t('explain.inactive', { name })}</p>}
      {answer.deleted && <p className={admin.warning}>{t('explain.deleted')}</p>}
      <h3>{t('explain.why')}</h3>
      <ul className={styles.reasons}>
        {owned && (
          <li>
            {answer.owner
              ? t(answer.owner.id === answer.user.id ? 'explain.ownerIsThis' : 'explain.owner', { name: answer.owner.name })
              : t('explain.noOwner')}
          </li>
        )}
        {answer.roles.length === 0 && <li>{t('explain.noRole', { name })}</li>}
        {answer.roles.map((role) => (
          <li key={role.name}>
            <strong>{role.label}</strong>
            {t('explain.colon')}
            {(['read', 'edit', 'delete'] as const)
              .map((reach) => reachText(text(`grant.${reach}`), role[reach]))
              .join(t('explain.semicolon'))}
          </li>
        ))}
        <li>
          {answer.team
            ? t(answer.team === 'edit' ? 'explain.teamEdit' : 'explain.teamRead', { name })
            : t('explain.noTeam', { name })}
        </li>
      </ul>
      {answer.see && (
        <>
          <h3>{t('explain.fields')}</h3>
          <ul className={styles.reasons}>
            {limited.length === 0 && <li>{t('explain.allFields')}</li>}
            {labels('none') && <li>{t('explain.hidden', { fields: labels('none') })}</li>}
            {labels('mask') && <li>{t('explain.masked', { fields: labels('mask') })}</li>}
          </ul>
        </>
      )}
    </section>
  );
}

function reachText(what: string, reach: ReachOfRole): string {
  if (reach.scope === 'none') return text('explain.none', { what });
  return text(reach.includes ? 'explain.reaches' : 'explain.reachesNot', { what, scope: scopeText(reach.scope) });
}

function scopeText(name: string): string {
  const scope = scopes.find((s) => s === name);
  if (scope) return text(`scope.${scope}`);
  return name.startsWith('=') ? text('explain.fulfilling', { formula: name.slice(1) }) : text('explain.conditional');
}
