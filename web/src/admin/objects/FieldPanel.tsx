import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Collapse, Input, Select } from 'antd';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type FieldDefinition, type Label, saveOverlay, type WholeDefinition } from '../../api/definitions.ts';
import type { FieldType } from '../../api/meta.ts';
import { leaving, useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { tellDone } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { ConditionInput, useConditionPending } from './ConditionInput.tsx';
import { completed, freeName, mainViews, nameFrom, originOf, say, withColumn, withField, withoutField } from './changes.ts';
import { DefaultInput } from './DefaultInput.tsx';
import styles from './Designer.module.css';
import { type FieldDraft, FieldSettings } from './FieldSettings.tsx';
import { settingsOf, typeIcons } from './fieldTypes.ts';
import { firstNumber } from './NumberEditor.tsx';
import { draftOptions } from './OptionsEditor.tsx';
import { RemoveField } from './RemoveField.tsx';
import { learnToRead, reading } from './reading.ts';
import { type Faults, faultsOf, refreshDefinitions } from './saving.ts';
import { optionsFault } from './unnamed.ts';

interface FieldPanelProps {
  whole: WholeDefinition;
  /** The field to change; a type for a new one. */
  field: FieldDefinition | FieldType;
  onClose(): void;
  onSaved(name: string): void;
}

/** One field: everything that can be said about it, saved at once for everybody. */
export function FieldPanel({ whole, field, onClose, onSaved }: FieldPanelProps) {
  const t = useText();
  const client = useQueryClient();
  const fresh = typeof field === 'string';
  const object = whole.definition.name;
  const [draft, setDraft] = useState<FieldDraft>(() =>
    fresh ? beginning(field) : { ...field, options: draftOptions(field.options) },
  );
  const [edited, setEdited] = useState(false);
  useUnsavedGuard(edited);
  const [named, setNamed] = useState(!fresh);
  const [listed, setListed] = useState(() => !unlisted.includes(draft.type));
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const pending = useConditionPending();
  const has = settingsOf(draft.type);
  const origin = fresh ? 'custom' : originOf(whole, draft.name);
  const taken = [...whole.definition.fields, ...whole.systemFields].map((f) => f.name);
  const suggested = (label: Label) => freeName(nameFrom(label.en || label.zh, reading()), taken);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a label that was typed before Chinese could be read
  useEffect(() => {
    void learnToRead().then(() => setDraft((before) => (before.name ? before : { ...before, name: suggested(before.label) })));
  }, []);

  const change = (next: Partial<FieldDraft>) => {
    setFaults({});
    setEdited(true);
    setDraft((before) => {
      const after = { ...before, ...next };
      if (next.label && !named) after.name = suggested(next.label);
      return after;
    });
  };
  const save = async () => {
    if (pending) return;
    const label = completed(draft.label);
    const problems: Faults = {};
    if (!label) problems.label = t('field.needsLabel');
    if (!/^[a-z][a-z0-9_]{0,49}$/.test(draft.name)) problems.name = t('field.needsName');
    else if (fresh && taken.includes(draft.name)) problems.name = t('field.nameTaken');
    const fault = has.options && optionsFault(draft.options);
    if (fault) problems[fault === 'options.needsLabel' ? 'options' : 'field'] = t(fault);
    if (draft.type === 'rollup' && !draft.rollup?.object) problems.field = t('rollup.needsObject');
    if (Object.keys(problems).length > 0 || !label) return setFaults(problems);
    setBusy(true);
    try {
      const ready = finished({ ...draft, label });
      let overlay = withField(whole, ready);
      if (fresh && listed) overlay = withColumn(overlay, whole, ready.name);
      await saveOverlay(whole, overlay);
      await refreshDefinitions(client);
      tellDone(t(fresh ? 'field.added' : 'field.saved', { field: say(label, currentLanguage()) }));
      setEdited(false);
      leaving(() => onSaved(draft.name));
    } catch (error) {
      setFaults(faultsOf(error, draft.name));
    } finally {
      setBusy(false);
    }
  };
  const reset = async () => {
    setBusy(true);
    try {
      await saveOverlay(whole, withoutField(whole, draft.name));
      await refreshDefinitions(client);
      leaving(onClose);
    } catch (error) {
      setFaults(faultsOf(error, draft.name));
    } finally {
      setBusy(false);
    }
  };
  const views = mainViews(whole);
  const shownType = draft.number ? 'auto_number' : (draft.type as FieldType);
  const Drawing = typeIcons[shownType];
  const condition = (name: 'visibleWhen' | 'requiredWhen' | 'readOnlyWhen') => (
    <Row label={t(`field.${name}`)} hint={t(`field.${name}Hint`)}>
      {(id) => (
        <ConditionInput id={id} object={object} rows={1} value={draft[name]} onChange={(next) => change({ [name]: next })} />
      )}
    </Row>
  );
  return (
    <form
      className={admin.panel}
      aria-label={fresh ? t('field.new') : say(draft.label, currentLanguage())}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <header className={admin.panelHead}>
        {Drawing && <Drawing size={16} aria-hidden="true" />}
        <h2>{fresh ? t('field.newOf', { type: t(`type.${draft.type as FieldType}`) }) : say(draft.label, currentLanguage())}</h2>
        {!fresh && <span className={admin.chip}>{t(`type.${shownType}`)}</span>}
        <Button type="text" size="small" aria-label={t('common.close')} icon={<X size={16} />} onClick={onClose} />
      </header>
      <div className={admin.panelBody}>
        {faults.field && (
          <p className={admin.error} role="alert">
            {faults.field}
          </p>
        )}
        {origin !== 'custom' && (
          <p className={admin.note}>{t(origin === 'changed' ? 'field.changedNote' : 'field.deliveredNote')}</p>
        )}
        <Row label={t('field.label')} name="label" problem={faults.label} required>
          {(id) => (
            <LabelInput
              id={id}
              autoFocus={fresh}
              invalid={Boolean(faults.label)}
              value={draft.label}
              onChange={(label) => change({ label })}
            />
          )}
        </Row>
        <Row
          label={t('field.name')}
          name="name"
          problem={faults.name}
          hint={t(fresh ? 'field.nameHint' : 'field.nameFixed')}
          required
        >
          {(id) => (
            <Input
              id={id}
              className={styles.code}
              value={draft.name}
              disabled={!fresh}
              status={faults.name ? 'error' : undefined}
              onChange={(event) => {
                setNamed(event.target.value !== '');
                change({ name: event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, '_') });
              }}
            />
          )}
        </Row>
        <FieldSettings whole={whole} draft={draft} fixed={!fresh} onChange={change} problem={faults.options} />
        {has.default && (
          <Row label={t('field.default')}>
            {(id) => <DefaultInput id={id} object={object} field={draft} onChange={(value) => change({ default: value })} />}
          </Row>
        )}
        <Row label={t('field.help')} hint={t('field.helpHint')}>
          {(id) => <LabelInput id={id} value={draft.help} onChange={(help) => change({ help })} />}
        </Row>
        <Row label={t('field.aliases')} hint={t('field.aliasesHint')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[',', '，', ';', '；', '、']}
              value={draft.aliases ?? []}
              onChange={(aliases: string[]) => change({ aliases })}
            />
          )}
        </Row>
        {fresh && views.length > 0 && (
          <Checkbox checked={listed} onChange={(event) => setListed(event.target.checked)}>
            {t('field.listed', { views: views.map((view) => `“${say(view.label, currentLanguage())}”`).join(t('common.comma')) })}
          </Checkbox>
        )}
        {has.conditions && (
          <Collapse
            ghost
            size="small"
            defaultActiveKey={draft.visibleWhen || draft.requiredWhen || draft.readOnlyWhen ? ['when'] : []}
            items={[
              {
                key: 'when',
                label: t('field.conditions'),
                children: (
                  <div className={admin.section}>
                    {condition('visibleWhen')}
                    {condition('requiredWhen')}
                    {condition('readOnlyWhen')}
                  </div>
                ),
              },
            ]}
          />
        )}
        {!fresh && origin === 'custom' && <RemoveField whole={whole} field={draft} onRemoved={() => leaving(onClose)} />}
      </div>
      <footer className={admin.panelFoot}>
        {origin === 'changed' && (
          <Button type="text" onClick={() => void reset()}>
            {t('field.reset')}
          </Button>
        )}
        <span className={admin.spacer} />
        <Button onClick={() => leaving(onClose)}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!whole.edit || pending}>
          {t('admin.save')}
        </Button>
      </footer>
    </form>
  );
}

/** Types whose values are too long for a column, until somebody wants them there. */
const unlisted: readonly string[] = ['long_text', 'rich_text', 'encrypted_text', 'child_table', 'json', 'image'];

function beginning(type: FieldType): FieldDraft {
  return {
    name: '',
    type,
    label: { zh: '', en: '' },
    options: [],
    ...(type === 'auto_number' ? { number: firstNumber } : {}),
    ...(type === 'formula' ? { result: 'decimal', scale: 2 } : {}),
    ...(type === 'decimal' ? { scale: 2 } : {}),
    ...(type === 'rating' ? { max: 5 } : {}),
    ...(type === 'rollup' ? { rollup: { object: '', field: '', function: 'count' } } : {}),
  };
}

/** The draft as the server takes it: nothing empty, options without what only the editor needs. */
function finished(draft: FieldDraft): FieldDefinition {
  const options = draft.options.flatMap(({ key: _, fresh: __, spare: ___, ...option }) => {
    const label = completed(option.label);
    return label ? [{ ...option, label, when: option.when || undefined }] : [];
  });
  const { options: _, help, ...rest } = draft;
  const kept = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '' && value !== '=');
  return {
    ...(Object.fromEntries(kept) as unknown as FieldDefinition),
    ...(options.length > 0 ? { options } : {}),
    ...(completed(help) ? { help: completed(help) } : {}),
  };
}
