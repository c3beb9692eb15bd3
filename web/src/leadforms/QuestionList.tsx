import { Button, Checkbox, Select } from 'antd';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import admin from '../admin/shared/Admin.module.css';
import { LabelInput } from '../admin/shared/LabelInput.tsx';
import { type Question, useAskable } from '../api/leadForms.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import styles from './LeadForms.module.css';
import { moved, questionsOf, worded } from './questions.ts';

interface QuestionListProps {
  value: unknown;
  problem?: string;
  disabled?: boolean;
  onChange(questions: Question[]): void;
}

/** What a form asks, in order: which fields, which of them must be filled in, and in what words. */
export function QuestionList({ value, problem, disabled, onChange }: QuestionListProps) {
  const t = useText();
  const definitions = useDefinitions();
  const questions = questionsOf(value);
  const askable = useAskable().data ?? [];
  const labelOf = (name: string) => definitions.field('lead', name)?.label ?? name;
  const change = (at: number, next: Question) => onChange(questions.map((one, index) => (index === at ? next : one)));
  return (
    <div className={styles.questions} data-field="questions">
      {questions.map((question, index) => {
        const name = labelOf(question.field);
        return (
          <section key={question.field} className={styles.question} aria-label={t('leadForms.question', { number: index + 1 })}>
            <div className={styles.questionHead}>
              <strong>{name}</strong>
              <Checkbox
                checked={question.required === true}
                disabled={disabled}
                onChange={(event) => change(index, { ...question, required: event.target.checked })}
              >
                {t('leadForms.required')}
              </Checkbox>
              <span className={admin.spacer} />
              <Button
                type="text"
                size="small"
                icon={<ArrowUp size={14} />}
                aria-label={t('leadForms.up', { name })}
                disabled={disabled || index === 0}
                onClick={() => onChange(moved(questions, index, -1))}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDown size={14} />}
                aria-label={t('leadForms.down', { name })}
                disabled={disabled || index === questions.length - 1}
                onClick={() => onChange(moved(questions, index, 1))}
              />
              <Button
                type="text"
                size="small"
                danger
                icon={<Trash2 size={14} />}
                aria-label={t('leadForms.remove', { name })}
                disabled={disabled}
                onClick={() => onChange(questions.filter((_, at) => at !== index))}
              />
            </div>
            <fieldset className={styles.words} aria-label={t('leadForms.ownWords')}>
              <LabelInput
                size="small"
                disabled={disabled}
                value={{ zh: question.label?.zh ?? '', en: question.label?.en ?? '' }}
                onChange={(label) => change(index, worded(question, label))}
              />
            </fieldset>
          </section>
        );
      })}
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        disabled={disabled}
        aria-label={t('leadForms.addQuestion')}
        placeholder={t('leadForms.addQuestion')}
        options={askable
          .filter((name) => !questions.some((q) => q.field === name))
          .map((name) => ({ value: name, label: labelOf(name) }))}
        onChange={(field: string | null) => field && onChange([...questions, { field }])}
      />
      {problem && (
        <p className={admin.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
