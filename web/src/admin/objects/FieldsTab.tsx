import { Button, Input } from 'antd';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { isKept, type WholeDefinition } from '../../api/definitions.ts';
import { type FieldType, fieldTypes } from '../../api/meta.ts';
import { useKey } from '../../app/useKey.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { originOf, say } from './changes.ts';
import { FieldPanel } from './FieldPanel.tsx';
import { typeIcons } from './fieldTypes.ts';
import { TypeGallery } from './TypeGallery.tsx';

/** The fields of an object; the one in the address is open beside the list. */
export function FieldsTab({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const language = currentLanguage();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const open = (field?: string, type?: string) =>
    setParams({ ...(field ? { field } : {}), ...(type ? { type } : {}) }, { replace: params.has('field') });
  const name = params.get('field');
  const adding = name === '+';
  const type = fieldTypes.find((f) => f === params.get('type'));
  const field = whole.definition.fields.find((f) => f.name === name);
  useKey('n', () => open('+'), whole.edit);
  useKey('escape', () => open());
  const wanted = search.trim().toLowerCase();
  const shown = whole.definition.fields.filter(
    (f) => !isKept(f) && (!wanted || [f.name, f.label.zh, f.label.en].some((text) => text.toLowerCase().includes(wanted))),
  );
  return (
    <div className={name ? admin.split : undefined}>
      <div>
        <div className={admin.actions}>
          <Input
            allowClear
            value={search}
            style={{ maxWidth: 240 }}
            placeholder={t('field.find')}
            aria-label={t('field.find')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <span className={admin.spacer} />
          {whole.edit && (
            <Button type="primary" icon={<Plus size={16} />} onClick={() => open('+')}>
              {t('field.new')}
            </Button>
          )}
        </div>
        <div className={admin.scroll}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('field.label')}</th>
                <th className={admin.hideOnPhone}>{t('field.name')}</th>
                <th>{t('field.type')}</th>
                <th className={admin.hideOnPhone}>{t('field.traits')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((f) => {
                // A text that is numbered by itself is told as what it does.
                const type = f.number ? 'auto_number' : (f.type as FieldType);
                const Drawing = typeIcons[type];
                const origin = originOf(whole, f.name);
                return (
                  <tr key={f.name} aria-selected={f.name === name}>
                    <td>
                      <span className={admin.main}>
                        <button type="button" className={admin.link} onClick={() => open(f.name)}>
                          {say(f.label, language)}
                        </button>
                        {origin !== 'delivered' && whole.delivered && (
                          <span className={origin === 'custom' ? admin.chipBrand : admin.chip}>{t(`origin.${origin}`)}</span>
                        )}
                      </span>
                    </td>
                    <td className={`${admin.code} ${admin.hideOnPhone}`}>{f.name}</td>
                    <td>
                      <span className={admin.type}>
                        {Drawing && <Drawing size={14} aria-hidden="true" />}
                        {f.type === 'id' ? 'ID' : t(`type.${type}`)}
                      </span>
                    </td>
                    <td className={admin.hideOnPhone}>
                      <span className={admin.chips}>
                        {f.name === (whole.definition.nameField ?? 'name') && (
                          <span className={admin.chip}>{t('field.isName')}</span>
                        )}
                        {f.required && <span className={admin.chip}>{t('trait.required')}</span>}
                        {f.unique && <span className={admin.chip}>{t('trait.unique')}</span>}
                        {f.readOnly && <span className={admin.chip}>{t('trait.readOnly')}</span>}
                        {(f.visibleWhen || f.requiredWhen || f.readOnlyWhen) && (
                          <span className={admin.chip}>{t('trait.conditional')}</span>
                        )}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
      {adding && !type && (
        <aside className={admin.panel} aria-label={t('field.chooseType')}>
          <header className={admin.panelHead}>
            <h2>{t('field.chooseType')}</h2>
            <Button type="text" size="small" aria-label={t('common.close')} icon={<X size={16} />} onClick={() => open()} />
          </header>
          <div className={admin.panelBody}>
            <TypeGallery onChoose={(chosen) => open('+', chosen)} />
          </div>
        </aside>
      )}
      {adding && type && <FieldPanel key={type} whole={whole} field={type} onClose={() => open()} onSaved={() => open()} />}
      {field && (
        <FieldPanel key={field.name} whole={whole} field={field} onClose={() => open()} onSaved={() => open(field.name)} />
      )}
    </div>
  );
}
