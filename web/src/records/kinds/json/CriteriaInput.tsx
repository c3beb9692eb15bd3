import { Button, Modal } from 'antd';
import { ListChecks, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ConditionInput, useConditionPending } from '../../../admin/objects/ConditionInput.tsx';
import { completed, freeName } from '../../../admin/objects/changes.ts';
import admin from '../../../admin/shared/Admin.module.css';
import { LabelInput } from '../../../admin/shared/LabelInput.tsx';
import { Row } from '../../../admin/shared/Row.tsx';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { type Criterion, criteriaOf, wordsOf } from './criteria.ts';

/** Conditions over the records of an object, each with the words people read for it: built row by row, or written as formulas. */
export function CriteriaInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<unknown>) {
  const t = useText();
  const pending = useConditionPending();
  const [draft, setDraft] = useState<Criterion[] | null>(null);
  const saved = criteriaOf(value) ?? [];
  const change = (at: number, next: Partial<Criterion>) =>
    setDraft((before) => before?.map((one, index) => (index === at ? { ...one, ...next } : one)) ?? null);
  const ready = draft?.every((one) => one.formula.trim() && completed(one.label)) ?? false;
  const finish = () => {
    const kept = draft?.map((one) => ({ ...one, label: completed(one.label) ?? one.label })) ?? [];
    onChange(kept.length > 0 ? kept : null);
    setDraft(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus in the dialog are the dialog's, not of the field around it
    <div onBlur={(event) => draft && event.stopPropagation()} onKeyDown={(event) => draft && event.stopPropagation()}>
      <Button
        id={id}
        autoFocus={autoFocus}
        disabled={disabled}
        icon={<ListChecks size={14} />}
        aria-label={id ? undefined : field.label}
        onClick={() => setDraft(saved)}
      >
        {saved.length > 0 ? saved.map(wordsOf).join(t('common.comma')) : t('criteria.none')}
      </Button>
      <Modal
        open={draft !== null}
        title={field.label}
        width={720}
        okText={t('criteria.done')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: !ready || pending }}
        onOk={finish}
        onCancel={() => setDraft(null)}
      >
        <div className={admin.form}>
          {draft?.map((one, index) => (
            <section key={one.name} className={admin.card} aria-label={t('criteria.one', { number: index + 1 })}>
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
              <div>
                <Button
                  size="small"
                  type="text"
                  danger
                  icon={<Trash2 size={14} />}
                  onClick={() => setDraft(draft.filter((_, at) => at !== index))}
                >
                  {t('criteria.remove')}
                </Button>
              </div>
            </section>
          ))}
          <div>
            <Button
              type="dashed"
              size="small"
              icon={<Plus size={14} />}
              onClick={() =>
                setDraft([
                  ...(draft ?? []),
                  {
                    name: freeName(
                      'criterion',
                      (draft ?? []).map((one) => one.name),
                    ),
                    label: { zh: '', en: '' },
                    formula: '',
                  },
                ])
              }
            >
              {t('criteria.add')}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
