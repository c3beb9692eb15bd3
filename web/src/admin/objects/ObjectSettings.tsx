import { useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type Label, removeObject, useDefinitionList, useFieldUsage, type WholeDefinition } from '../../api/definitions.ts';
import { leaving } from '../../app/useUnsavedGuard.ts';
import { formatNumber } from '../../i18n/format.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { completed, say } from './changes.ts';
import { IconPicker } from './IconPicker.tsx';
import { menuGroups } from './menuGroups.ts';
import { SaveBar } from './SaveBar.tsx';
import { faultsOf, refreshDefinitions } from './saving.ts';
import { useOverlay } from './useOverlay.ts';

/** What an object is called, where it stands, what its page lists below, and its end. */
export function ObjectSettings({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const language = currentLanguage();
  const { definition, delivered } = whole;
  const overlay = useOverlay(whole);
  const objects = useDefinitionList();
  const [label, setLabel] = useState<Label>(definition.label);
  const [plural, setPlural] = useState<Label>(definition.plural ?? definition.label);
  const [icon, setIcon] = useState(definition.icon);
  const [group, setGroup] = useState(definition.group ?? 'work');
  const [related, setRelated] = useState((definition.layout?.related ?? []).map((r) => `${r.object}.${r.field}`));
  const [dirty, setDirty] = useState(false);
  const touched =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setDirty(true);
      set(value);
    };
  const readers = whole.readers.map((reader) => {
    const summary = objects.data?.objects.find((o) => o.name === reader.object);
    const lookup = summary?.lookups.find((l) => l.field === reader.field);
    return {
      value: `${reader.object}.${reader.field}`,
      label: `${say(summary?.plural, language)} · ${say(lookup?.label, language)}`,
    };
  });
  const save = async () => {
    const before = definition.layout?.related ?? [];
    const lists = related.map((key) => {
      const [object = '', field = ''] = key.split('.');
      return before.find((r) => r.object === object && r.field === field) ?? { object, field };
    });
    const same = lists.length === before.length && lists.every((list, index) => list === before[index]);
    const saved = await overlay.save((current) => ({
      ...current,
      label: completed(label) ?? definition.label,
      plural: completed(plural),
      icon,
      ...(delivered ? {} : { group }),
      ...(same ? {} : { layout: { ...definition.layout, related: lists } }),
    }));
    if (saved) setDirty(false);
  };
  return (
    <div className={admin.form}>
      <Row label={t('object.label')} required>
        {(id) => <LabelInput id={id} value={label} onChange={touched(setLabel)} />}
      </Row>
      <Row label={t('object.plural')}>{(id) => <LabelInput id={id} value={plural} onChange={touched(setPlural)} />}</Row>
      <Row label={t('object.icon')}>{(id) => <IconPicker id={id} value={icon} onChange={touched(setIcon)} />}</Row>
      {!delivered && (
        <Row label={t('object.group')}>
          {(id) => (
            <Select
              id={id}
              value={group}
              options={menuGroups.map((g) => ({ value: g, label: t(`menuGroup.${g}`) }))}
              onChange={touched(setGroup)}
            />
          )}
        </Row>
      )}
      <Row label={t('object.related')} hint={t('object.relatedHint')}>
        {(id) => <ManySelect id={id} value={related} options={readers} onChange={touched(setRelated)} />}
      </Row>
      <SaveBar shown={dirty} busy={overlay.busy} problem={overlay.problem} disabled={!whole.edit} onSave={() => void save()} />
      {!delivered && whole.edit && <RemoveObject whole={whole} />}
    </div>
  );
}

function RemoveObject({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const usage = useFieldUsage(whole.definition.name, asking);
  const name = say(whole.definition.label, currentLanguage());
  const remove = async () => {
    try {
      await removeObject(whole);
      leaving(() => navigate('/admin/objects'));
      await refreshDefinitions(client);
    } catch (error) {
      setProblem(faultsOf(error, '').field);
    }
  };
  return (
    <section className={admin.section}>
      <h3>{t('object.end')}</h3>
      {!asking ? (
        <div>
          <Button danger icon={<Trash2 size={14} />} onClick={() => setAsking(true)}>
            {t('object.remove')}
          </Button>
        </div>
      ) : (
        <div className={admin.card} role="alertdialog" aria-label={t('object.remove')}>
          <p>
            {usage.data && usage.data.records > 0
              ? t('object.removeHeld', { object: name, count: formatNumber(usage.data.records) })
              : t('object.removeEmpty', { object: name })}
          </p>
          {problem && (
            <p className={admin.error} role="alert">
              {problem}
            </p>
          )}
          <div className={admin.actions}>
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button danger type="primary" disabled={usage.data?.records !== 0} onClick={() => void remove()}>
              {t('object.removeNow')}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
