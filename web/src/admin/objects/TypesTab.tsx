import { Input, Switch } from 'antd';
import { useState } from 'react';
import type { RecordTypeDefinition, WholeDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { AddRule, RuleCard } from '../shared/RuleCard.tsx';
import { completed, freeName, say } from './changes.ts';
import { SaveBar } from './SaveBar.tsx';
import { useOverlay } from './useOverlay.ts';

const colors = ['gray', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'purple', 'pink'];

/** The kinds of records of an object: which fields each has, what it asks for, whether it is still made. */
export function TypesTab({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const overlay = useOverlay(whole);
  const language = currentLanguage();
  const [types, setTypes] = useState<RecordTypeDefinition[]>(whole.definition.recordTypes ?? []);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const stored = new Set((whole.definition.recordTypes ?? []).map((type) => type.name));
  const fields = whole.definition.fields
    .filter((f) => f.name !== 'record_type' && f.name !== (whole.definition.nameField ?? 'name'))
    .map((f) => ({
      value: f.name,
      label: say(f.label, language),
      isTyped: !['formula', 'rollup'].includes(f.type) && !f.readOnly,
    }));
  const change = (at: number, next: Partial<RecordTypeDefinition>) => {
    setChanged(new Set([...changed, types[at]?.name ?? '']));
    setTypes(types.map((type, index) => (index === at ? { ...type, ...next } : type)));
  };
  const add = () => {
    const name = freeName(
      'type',
      types.map((type) => type.name),
    );
    setChanged(new Set([...changed, name]));
    setTypes([...types, { name, label: { zh: '', en: '' }, color: colors[types.length % colors.length] }]);
  };
  const remove = (name: string) => setTypes(types.filter((type) => type.name !== name));
  const isUnfinished = types.some((type) => !completed(type.label));
  const save = async () => {
    const kept = types.flatMap((type) => {
      const label = completed(type.label);
      return label && changed.has(type.name) ? [{ ...type, label, help: completed(type.help) }] : [];
    });
    const saved = await overlay.save((before) => ({
      ...before,
      recordTypes: [...(before.recordTypes ?? []).filter((type) => kept.every((k) => k.name !== type.name)), ...kept],
    }));
    if (saved) setChanged(new Set());
  };
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('types.hint')}</p>
      {types.map((type, index) => {
        const parts = (
          <>
            <Row label={t('types.label')} required>
              {(id) => <LabelInput id={id} value={type.label} onChange={(label) => change(index, { label })} />}
            </Row>
            <Row label={t('types.name')} hint={stored.has(type.name) ? undefined : t('types.nameHint')}>
              {(id) =>
                stored.has(type.name) ? (
                  <span id={id} className={admin.code}>
                    {type.name}
                  </span>
                ) : (
                  <Input
                    id={id}
                    value={type.name}
                    maxLength={50}
                    onChange={(event) => {
                      const name = event.target.value.trim();
                      setChanged(new Set([...changed, name]));
                      setTypes(types.map((one, at) => (at === index ? { ...one, name } : one)));
                    }}
                  />
                )
              }
            </Row>
            <Row label={t('types.help')}>
              {(id) => (
                <LabelInput id={id} value={type.help ?? { zh: '', en: '' }} onChange={(help) => change(index, { help })} />
              )}
            </Row>
            <Row label={t('types.without')} hint={t('types.withoutHint')}>
              {(id) => (
                <ManySelect
                  id={id}
                  value={type.without ?? []}
                  options={fields}
                  onChange={(without) =>
                    change(index, { without, required: type.required?.filter((name) => !without.includes(name)) })
                  }
                />
              )}
            </Row>
            <Row label={t('types.required')}>
              {(id) => (
                <ManySelect
                  id={id}
                  value={type.required ?? []}
                  options={fields.filter((f) => f.isTyped && !type.without?.includes(f.value))}
                  onChange={(required) => change(index, { required })}
                />
              )}
            </Row>
            <Row label={t('types.active')} hint={t('types.activeHint')}>
              {(id) => (
                <Switch
                  id={id}
                  style={{ justifySelf: 'start' }}
                  checked={type.active !== false}
                  onChange={(active) => change(index, { active })}
                />
              )}
            </Row>
          </>
        );
        const label = say(type.label, language) || t('types.new');
        return stored.has(type.name) ? (
          <section key={type.name} className={admin.card} aria-label={label}>
            {parts}
          </section>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new one is renamed while it stands at its place
          <RuleCard key={`new${index}`} label={label} remove={t('types.remove')} onRemove={() => remove(type.name)}>
            {parts}
          </RuleCard>
        );
      })}
      <AddRule onAdd={add}>{t('types.add')}</AddRule>
      <SaveBar
        shown={changed.size > 0}
        busy={overlay.busy}
        problem={overlay.problem}
        disabled={!whole.edit || isUnfinished}
        onSave={() => void save()}
      />
    </div>
  );
}
