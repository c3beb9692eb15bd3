import { Button, Input } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useDefinitionList } from '../../api/definitions.ts';
import { useKey } from '../../app/useKey.ts';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import admin from '../shared/Admin.module.css';
import { AdminPage } from '../shared/AdminPage.tsx';
import { say } from './changes.ts';
import { byMenuGroup } from './menuGroups.ts';

/** Every kind of record there is, those of the packages and those made here. */
export function ObjectsPage() {
  const t = useText();
  const navigate = useNavigate();
  const language = currentLanguage();
  const [search, setSearch] = useState('');
  const list = useDefinitionList();
  useKey('n', () => navigate('/admin/objects/+'), list.data?.edit);
  const wanted = search.trim().toLowerCase();
  const shown = (list.data?.objects ?? [])
    .filter((o) => !wanted || [o.name, o.label.zh, o.label.en].some((text) => text.toLowerCase().includes(wanted)))
    .sort(
      (a, b) => Number(b.custom) - Number(a.custom) || say(a.label, language).localeCompare(say(b.label, language), language),
    );
  if (list.isError)
    return (
      <Empty tone="error" title={t('admin.failed')}>
        {reasonOf(list.error)}
      </Empty>
    );
  return (
    <AdminPage
      title={t('admin.objects')}
      hint={t('admin.objectsHint')}
      actions={
        list.data?.edit && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => navigate('/admin/objects/+')}>
            {t('object.new')}
          </Button>
        )
      }
    >
      <Input
        allowClear
        value={search}
        style={{ maxWidth: 280 }}
        placeholder={t('object.find')}
        aria-label={t('object.find')}
        onChange={(event) => setSearch(event.target.value)}
      />
      {list.isPending ? (
        <Skeleton rows={8} />
      ) : (
        <div className={admin.scroll}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('object.label')}</th>
                <th className={admin.hideOnPhone}>{t('field.name')}</th>
                <th className={admin.number}>{t('object.fields')}</th>
                <th className={`${admin.number} ${admin.hideOnPhone}`}>{t('object.customFields')}</th>
              </tr>
            </thead>
            {byMenuGroup(shown).map(({ group, objects }) => (
              <tbody key={group}>
                <tr className={admin.group}>
                  <th colSpan={4} scope="rowgroup">
                    {t(`menuGroup.${group}`)} <span className={admin.faint}>{objects.length}</span>
                  </th>
                </tr>
                {objects.map((o) => (
                  <tr key={o.name}>
                    <td>
                      <span className={admin.main}>
                        <Icon name={o.icon ?? undefined} fallback={o.name} />
                        <Link to={`/admin/objects/${o.name}`}>{say(o.label, language)}</Link>
                        {o.custom && <span className={admin.chipBrand}>{t('origin.custom')}</span>}
                      </span>
                    </td>
                    <td className={`${admin.code} ${admin.hideOnPhone}`}>{o.name}</td>
                    <td className={admin.number}>{o.fields}</td>
                    <td className={`${admin.number} ${admin.hideOnPhone}`}>
                      {o.customFields || <span className={admin.faint}>—</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </AdminPage>
  );
}
