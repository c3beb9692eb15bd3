import { useState } from 'react';
import { ConditionInput, useConditionPending } from '../../../admin/objects/ConditionInput.tsx';
import { completed, freeName } from '../../../admin/objects/changes.ts';
import admin from '../../../admin/shared/Admin.module.css';
import { LabelInput } from '../../../admin/shared/LabelInput.tsx';
import { Row } from '../../../admin/shared/Row.tsx';
import { AddRule, RuleCard } from '../../../admin/shared/RuleCard.tsx';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { InputDialog, isInPlace } from '../shared/InputDialog.tsx';
import { type Criterion, criteriaOf, wordsOf } from './criteria.ts';

/** Conditions over the records of an object, each with the words people read for it: built row by row, or written as formulas. */
export function CriteriaInput(props: InputProps<unknown>) {
  const { field, value, onChange } = props;
  const t = useText();
  const pending = useConditionPending();
  const saved = criteriaOf(value) ?? [];
  const [draft, setDraft] = useState<Criterion[] | null>(() => (isInPlace(props) ? saved : null));
  const change = (at: number, next: Partial<Criterion>) =>
    setDraft((before) => before?.map((one, index) => (index === at ? { ...one, ...next } : one)) ?? null);
  const add = () =>
    setDraft((before) => {
      const taken = (before ?? []).map((one) => one.name);
      return [...(before ?? []), { name: freeName('criterion', taken), label: { zh: '', en: '' }, formula: '' }];
    });
  const ready = draft?.every((one) => one.formula.trim() && completed(one.label)) ?? false;
  const finish = () => {
    const kept = draft?.map((one) => ({ ...one, label: completed(one.label) ?? one.label })) ?? [];
    setDraft(null);
    onChange(kept.length > 0 ? kept : null);
  };
  return (
    <InputDialog
      {...props}
      said={saved.length > 0 ? saved.map(wordsOf).join(t('common.comma')) : t('criteria.none')}
      open={draft !== null}
      isReady={ready && !pending}
      onOpen={() => setDraft(saved)}
      onDone={finish}
      onCancel={() => {
        setDraft(null);
        if (isInPlace(props)) onChange(value);
      }}
    >
      <div className={admin.form}>
        {draft?.map((one, index) => (
          <RuleCard
            key={one.name}
            label={t('criteria.one', { number: index + 1 })}
            remove={t('criteria.remove')}
            onRemove={() => setDraft(draft.filter((_, at) => at !== index))}
          >
            <Row label={t('criteria.label')} required>
              {(inner) => <LabelInput id={inner} value={one.label} onChange={(label) => change(index, { label })} />}
            </Row>
            <Row label={t('criteria.when')} required>
              {(inner) => (
                <ConditionInput
                  id={inner}
                  object={field.object ?? ''}
                  value={one.formula}
                  onChange={(formula) => change(index, { formula: formula ?? '' })}
                />
              )}
            </Row>
          </RuleCard>
        ))}
        <AddRule onAdd={add}>{t('criteria.add')}</AddRule>
      </div>
    </InputDialog>
  );
}
