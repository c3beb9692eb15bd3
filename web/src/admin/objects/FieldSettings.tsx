import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { FieldDefinition, WholeDefinition } from '../../api/definitions.ts';
import { useDefinitionList } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { clearing } from '../../ui/clearing.tsx';
import { ManySelect } from '../../ui/ManySelect.tsx';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import { say } from './changes.ts';
import { FormulaInput } from './FormulaInput.tsx';
import { settingsOf } from './fieldTypes.ts';
import { firstNumber, NumberEditor } from './NumberEditor.tsx';
import { type DraftOption, OptionsEditor } from './OptionsEditor.tsx';
import { RollUpEditor } from './RollUpEditor.tsx';

export type FieldDraft = Omit<FieldDefinition, 'options'> & { options: DraftOption[] };

/** Numbers that lists add up unless they are told not to. */
const adding: ReadonlySet<string> = new Set(['integer', 'decimal', 'money', 'duration', 'formula']);

interface FieldSettingsProps {
  whole: WholeDefinition;
  draft: FieldDraft;
  /** What can't change any more once the field is there. */
  fixed: boolean;
  /** What is wrong with each option that has no name. */
  problem?: string;
  onChange(change: Partial<FieldDraft>): void;
}

const results = ['text', 'integer', 'decimal', 'money', 'percent', 'boolean', 'date', 'datetime', 'duration'] as const;
const checks = ['uscc', 'id_card', 'bank_card'] as const;

/** The settings that only some types have. */
export function FieldSettings({ whole, draft, fixed, problem, onChange }: FieldSettingsProps) {
  const t = useText();
  const language = currentLanguage();
  const objects = useDefinitionList();
  const has = settingsOf(draft.type);
  const targets = objects.data?.objects.map((o) => ({ value: o.name, label: say(o.label, language) })) ?? [];
  const number = (name: 'min' | 'max' | 'scale', label: string, limits: { min?: number; max?: number } = {}) => (
    <Row label={label}>
      {(id) => (
        <InputNumber
          id={id}
          {...limits}
          value={draft[name] ?? null}
          style={{ width: '100%' }}
          onChange={(next) => onChange({ [name]: next ?? undefined })}
        />
      )}
    </Row>
  );
  return (
    <>
      {has.options && (
        <Row label={t('field.options')} name="options" required>
          {() => (
            <OptionsEditor
              object={whole.definition.name}
              value={draft.options}
              problem={problem}
              onChange={(options) => onChange({ options })}
            />
          )}
        </Row>
      )}
      {has.target && (
        <Row label={t('field.target')} required>
          {(id) => (
            <Select
              id={id}
              disabled={fixed}
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.object}
              options={targets}
              placeholder={t('field.chooseObject')}
              onChange={(object) => onChange({ object })}
            />
          )}
        </Row>
      )}
      {has.onDelete && (
        <Row label={t('field.onDelete')}>
          {(id) => (
            <Select
              id={id}
              value={draft.onDelete ?? 'restrict'}
              options={(['restrict', 'clear', 'cascade'] as const).map((rule) => ({ value: rule, label: t(`onDelete.${rule}`) }))}
              onChange={(onDelete) => onChange({ onDelete })}
            />
          )}
        </Row>
      )}
      {draft.type === 'reference' && (
        <Row label={t('field.targets')} required>
          {(id) => (
            <ManySelect
              id={id}
              disabled={fixed}
              value={draft.objects ?? []}
              options={targets}
              onChange={(next) => onChange({ objects: next })}
            />
          )}
        </Row>
      )}
      {draft.type === 'child_table' && (
        <Row label={t('field.children')} hint={whole.readers.length === 0 ? t('rollup.nothing') : undefined} required>
          {(id) => (
            <Select
              id={id}
              value={draft.object && draft.by ? `${draft.object}.${draft.by}` : undefined}
              options={whole.readers.map((r) => ({
                value: `${r.object}.${r.field}`,
                label: targets.find((o) => o.value === r.object)?.label ?? r.object,
              }))}
              onChange={(next: string) => {
                const [object, by] = next.split('.');
                onChange({ object, by });
              }}
            />
          )}
        </Row>
      )}
      {(draft.type === 'auto_number' || draft.number) && (
        <NumberEditor value={draft.number ?? firstNumber} onChange={(next) => onChange({ number: next })} />
      )}
      {draft.type === 'formula' && (
        <>
          <Row label={t('field.result')}>
            {(id) => (
              <Select
                id={id}
                disabled={fixed}
                value={draft.result ?? 'decimal'}
                options={results.map((r) => ({ value: r, label: t(`type.${r}`) }))}
                onChange={(result) => onChange({ result })}
              />
            )}
          </Row>
          <Row label={t('field.formula')} name="formula" required>
            {(id) => (
              <FormulaInput
                id={id}
                object={whole.definition.name}
                rows={3}
                result={draft.result ?? 'decimal'}
                value={draft.formula}
                onChange={(formula) => onChange({ formula })}
              />
            )}
          </Row>
        </>
      )}
      {draft.type === 'rollup' && <RollUpEditor whole={whole} value={draft.rollup} onChange={(rollup) => onChange({ rollup })} />}
      {has.range && (
        <div className={admin.columns}>
          {number('min', t('field.min'))}
          {number('max', t('field.max'))}
        </div>
      )}
      {has.length && (
        <div className={admin.columns}>
          {draft.type === 'text' && number('min', t('field.minLength'), { min: 0 })}
          {number('max', t('field.maxLength'), { min: 1 })}
        </div>
      )}
      {draft.type === 'rating' && number('max', t('field.maxRating'), { min: 2, max: 10 })}
      {has.scale && number('scale', t('field.scale'), { min: 0, max: 8 })}
      {has.pattern && (
        <div className={admin.columns}>
          <Row label={t('field.pattern')} hint={t('field.patternHint')}>
            {(id) => (
              <Input
                id={id}
                value={draft.pattern ?? ''}
                placeholder="[A-Z]{2}\d+"
                onChange={(event) => onChange({ pattern: event.target.value || undefined })}
              />
            )}
          </Row>
          <Row label={t('field.check')}>
            {(id) => (
              <Select
                id={id}
                allowClear={clearing()}
                value={draft.check}
                placeholder={t('admin.none')}
                options={checks.map((c) => ({ value: c, label: t(`check.${c}`) }))}
                onChange={(check) => onChange({ check })}
              />
            )}
          </Row>
        </div>
      )}
      <div className={admin.checks}>
        {has.required && (
          <Checkbox
            checked={draft.required ?? false}
            onChange={(event) => onChange({ required: event.target.checked || undefined })}
          >
            {t('field.required')}
          </Checkbox>
        )}
        {has.unique && (
          <Checkbox checked={draft.unique ?? false} onChange={(event) => onChange({ unique: event.target.checked || undefined })}>
            {t('field.unique')}
          </Checkbox>
        )}
        {has.search && (
          <Checkbox checked={draft.search ?? false} onChange={(event) => onChange({ search: event.target.checked || undefined })}>
            {t('field.search')}
          </Checkbox>
        )}
        {adding.has(draft.type) && (
          <Checkbox
            checked={draft.sums === false}
            onChange={(event) => onChange({ sums: event.target.checked ? false : undefined })}
          >
            {t('field.noSums')}
          </Checkbox>
        )}
        {draft.type === 'integer' && (
          <Checkbox
            checked={draft.grouping === false}
            onChange={(event) => onChange({ grouping: event.target.checked ? false : undefined })}
          >
            {t('field.noGrouping')}
          </Checkbox>
        )}
      </div>
    </>
  );
}
