import { Select } from 'antd';
import { useState } from 'react';
import type { ValidationDefinition, WholeDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { clearing } from '../../ui/clearing.tsx';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { AddRule, RuleCard } from '../shared/RuleCard.tsx';
import { ConditionInput } from './ConditionInput.tsx';
import { completed, freeName, say } from './changes.ts';
import { SaveBar } from './SaveBar.tsx';
import { useOverlay } from './useOverlay.ts';

/** Formulas that a record must not fulfil, and what is said when it does. */
export function RulesTab({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const overlay = useOverlay(whole);
  const language = currentLanguage();
  const delivered = whole.delivered?.validations ?? [];
  const [rules, setRules] = useState<ValidationDefinition[]>(() =>
    (whole.definition.validations ?? []).filter((v) => !delivered.some((d) => d.name === v.name)),
  );
  const [dirty, setDirty] = useState(false);
  /** What is missing is said once somebody wanted to save. */
  const [tried, setTried] = useState(false);
  const fields = whole.definition.fields.map((f) => ({ value: f.name, label: say(f.label, language) }));
  const set = (next: ValidationDefinition[]) => {
    setDirty(true);
    setRules(next);
  };
  const change = (at: number, next: Partial<ValidationDefinition>) =>
    set(rules.map((rule, index) => (index === at ? { ...rule, ...next } : rule)));
  const add = () => {
    setTried(false);
    const taken = [...delivered, ...rules].map((r) => r.name);
    set([...rules, { name: freeName('rule', taken), when: '', message: { zh: '', en: '' } }]);
  };
  const isUnfinished = rules.some((rule) => !rule.when.trim() || !completed(rule.message));
  const save = async () => {
    setTried(isUnfinished);
    if (isUnfinished) return;
    const kept = rules.flatMap((rule) => {
      const message = completed(rule.message);
      return message ? [{ ...rule, message }] : [];
    });
    const changed = (before: ValidationDefinition[] | undefined) =>
      before?.filter((v) => delivered.some((d) => d.name === v.name)) ?? [];
    if (await overlay.save((before) => ({ ...before, validations: [...changed(before.validations), ...kept] }))) setDirty(false);
  };
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('rules.hint')}</p>
      {delivered.map((rule) => (
        <section key={rule.name} className={admin.card}>
          <p>{say(rule.message, language)}</p>
          <code className={admin.code}>{rule.when}</code>
          <p className={admin.faint}>{t('rules.delivered')}</p>
        </section>
      ))}
      {rules.map((rule, index) => (
        <RuleCard
          key={rule.name}
          label={t('rules.rule', { number: index + 1 })}
          remove={t('rules.remove')}
          onRemove={() => set(rules.filter((_, at) => at !== index))}
        >
          <Row
            label={t('rules.when')}
            hint={t('rules.whenHint')}
            problem={tried && !rule.when.trim() ? t('rules.needsWhen') : undefined}
            required
          >
            {(id) => (
              <ConditionInput
                id={id}
                object={whole.definition.name}
                value={rule.when}
                onChange={(when) => change(index, { when: when ?? '' })}
              />
            )}
          </Row>
          <Row
            label={t('rules.message')}
            problem={tried && !completed(rule.message) ? t('rules.needsMessage') : undefined}
            required
          >
            {(id) => (
              <LabelInput
                id={id}
                value={rule.message}
                invalid={tried && !completed(rule.message)}
                onChange={(message) => change(index, { message })}
              />
            )}
          </Row>
          <Row label={t('rules.field')}>
            {(id) => (
              <Select
                id={id}
                allowClear={clearing()}
                value={rule.field}
                placeholder={t('rules.wholeRecord')}
                options={fields}
                onChange={(field) => change(index, { field })}
              />
            )}
          </Row>
        </RuleCard>
      ))}
      <AddRule onAdd={add}>{t('rules.add')}</AddRule>
      <SaveBar
        shown={dirty}
        busy={overlay.busy}
        problem={tried && isUnfinished ? t('rules.unfinished') : overlay.problem}
        disabled={!whole.edit}
        onSave={() => void save()}
      />
    </div>
  );
}
