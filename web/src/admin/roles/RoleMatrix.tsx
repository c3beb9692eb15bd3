import { Button, Checkbox, Input } from 'antd';
import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { ObjectSummary } from '../../api/definitions.ts';
import type { Grant, Grants } from '../../api/roles.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { say } from '../objects/changes.ts';
import { byMenuGroup } from '../objects/menuGroups.ts';
import admin from '../shared/Admin.module.css';
import { FieldRights } from './FieldRights.tsx';
import styles from './Roles.module.css';
import { ScopeSelect } from './ScopeSelect.tsx';
import { TypeRights } from './TypeRights.tsx';

interface RoleMatrixProps {
  grants: Grants;
  objects: readonly ObjectSummary[];
  onChange(object: string, grant: Grant | undefined): void;
}

const switches = ['create', 'import', 'export', 'mass_edit', 'transfer', 'approve', 'purge'] as const;
const reaches = ['read', 'edit', 'delete'] as const;

/** Object by object: which records are seen, changed, deleted, and what else may be done. What has no row of its own follows the first one. */
export function RoleMatrix({ grants, objects, onChange }: RoleMatrixProps) {
  const t = useText();
  const language = currentLanguage();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const others = grants['*'];
  const wanted = search.trim().toLowerCase();
  const found = objects
    .filter((o) => !wanted || [o.name, o.label.zh, o.label.en].some((text) => text.toLowerCase().includes(wanted)))
    .sort((a, b) => say(a.label, language).localeCompare(say(b.label, language), language));
  const shown = byMenuGroup(found).flatMap((group) => group.objects);
  const cells = (name: string, label: string, grant: Grant, own: boolean, owned: boolean) => {
    const change = (next: Partial<Grant>) => onChange(name, { ...grant, ...next });
    return (
      <>
        {reaches.map((reach) => (
          <td key={reach}>
            <ScopeSelect
              label={`${label} · ${t(`grant.${reach}`)}`}
              object={name}
              owned={owned}
              value={grant[reach] ?? 'none'}
              inherited={!own}
              onChange={(scope) => change({ [reach]: scope })}
            />
          </td>
        ))}
        {switches.map((right) => (
          <td key={right} className={styles.tick}>
            <Checkbox
              aria-label={`${label} · ${t(`grant.${right}`)}`}
              checked={grant[right] ?? false}
              onChange={(event) => change({ [right]: event.target.checked })}
            />
          </td>
        ))}
      </>
    );
  };
  return (
    <section className={admin.section}>
      <div className={admin.actions}>
        <Input
          allowClear
          style={{ maxWidth: 240 }}
          value={search}
          placeholder={t('object.find')}
          aria-label={t('object.find')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={styles.wrap}>
        <table className={`${admin.table} ${styles.matrix}`}>
          <thead>
            <tr>
              <th>{t('grant.object')}</th>
              {reaches.map((reach) => (
                <th key={reach}>{t(`grant.${reach}`)}</th>
              ))}
              {switches.map((right) => (
                <th key={right} className={styles.tick}>
                  {t(`grant.${right}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.others}>
              <th scope="row">
                <span className={admin.main}>{t('grant.others')}</span>
              </th>
              {cells('*', t('grant.others'), others ?? {}, true, true)}
            </tr>
            {shown.map((o) => {
              const own = grants[o.name];
              const label = say(o.label, language);
              const opened = open === o.name;
              return (
                <Fragment key={o.name}>
                  <tr className={own ? undefined : styles.inherited}>
                    <th scope="row">
                      <span className={admin.main}>
                        <button
                          type="button"
                          className={styles.fold}
                          aria-expanded={opened}
                          aria-label={t('grant.fieldsOf', { object: label })}
                          onClick={() => setOpen(opened ? undefined : o.name)}
                        >
                          <ChevronRight
                            size={14}
                            aria-hidden="true"
                            style={{ transform: opened ? 'rotate(90deg)' : undefined }}
                          />
                        </button>
                        <Icon name={o.icon ?? undefined} fallback={o.name} />
                        <span>{label}</span>
                        {own?.fields && <span className={admin.chip}>{t('grant.fieldChip')}</span>}
                      </span>
                    </th>
                    {cells(o.name, label, own ?? (o.namedOnly ? {} : others) ?? {}, Boolean(own), o.owned)}
                  </tr>
                  {opened && (
                    <tr className={styles.details}>
                      <td colSpan={1 + reaches.length + switches.length}>
                        <TypeRights
                          object={o.name}
                          types={(own ?? others)?.types}
                          onChange={(types) => onChange(o.name, { ...(own ?? others), types })}
                        />
                        <FieldRights
                          object={o.name}
                          fields={(own ?? (o.namedOnly ? {} : others))?.fields}
                          onChange={(fields) => onChange(o.name, { ...(own ?? (o.namedOnly ? {} : others)), fields })}
                        />
                        {own && (
                          <Button size="small" type="text" onClick={() => onChange(o.name, undefined)}>
                            {t('grant.follow')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
