import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { checkFormula, useDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { say } from './changes.ts';
import styles from './Designer.module.css';

interface FormulaInputProps {
  object: string;
  value: string | undefined;
  onChange(value: string | undefined): void;
  /** The type that the formula should give: `boolean` for a condition. */
  result?: string;
  id?: string;
  placeholder?: string;
  rows?: number;
}

/** A formula with the fields at hand; the server reads it while one types and says what and where. */
export function FormulaInput({ object, value, onChange, result, id, placeholder, rows = 2 }: FormulaInputProps) {
  const t = useText();
  const area = useRef<TextAreaRef>(null);
  const settled = useSettled(value?.trim() ?? '');
  const whole = useDefinition(object);
  const check = useQuery({
    queryKey: ['formula', object, settled, result],
    queryFn: ({ signal }) => checkFormula(object, settled, result, signal),
    enabled: settled.length > 0,
    staleTime: 60_000,
  });
  const insert = (name: string) => {
    const input = area.current?.resizableTextArea?.textArea;
    const text = value ?? '';
    const [from, to] = [input?.selectionStart ?? text.length, input?.selectionEnd ?? text.length];
    onChange(text.slice(0, from) + name + text.slice(to));
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(from + name.length, from + name.length);
    });
  };
  const language = currentLanguage();
  const fields = [...(whole.data?.definition.fields ?? []), ...(whole.data?.systemFields ?? [])].map((f) => ({
    value: f.name,
    label: `${say(f.label, language)} ${f.name}`,
  }));
  const answer = settled && settled === value?.trim() ? check.data : undefined;
  const at = answer?.position;
  return (
    <div className={styles.formula}>
      <Input.TextArea
        id={id}
        ref={area}
        value={value ?? ''}
        autoSize={{ minRows: rows, maxRows: 8 }}
        className={styles.code}
        spellCheck={false}
        status={answer?.message ? 'error' : undefined}
        placeholder={placeholder ?? t('formula.placeholder')}
        aria-label={id ? undefined : t('formula.label')}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
      <div className={styles.formulaFoot}>
        <span className={styles.formulaAnswer} aria-live="polite">
          {answer?.message ? (
            <span className={styles.wrong} role="alert">
              {at !== undefined && at < settled.length && (
                <code>
                  {settled.slice(Math.max(0, at - 16), at)}
                  <mark>{/^[\p{L}\p{N}_.]+/u.exec(settled.slice(at))?.[0] ?? settled[at]}</mark>
                </code>
              )}
              {answer.message}
            </span>
          ) : (
            answer?.kind && (
              <span className={styles.right}>
                <Check size={14} aria-hidden="true" />
                {t('formula.right')}
              </span>
            )
          )}
        </span>
        <Select
          size="small"
          variant="filled"
          className={styles.insert}
          placeholder={t('formula.insert')}
          aria-label={t('formula.insert')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={280}
          options={fields}
          onChange={(name: string | null) => name && insert(name)}
        />
      </div>
    </div>
  );
}

/** A value once it has rested for a moment. */
function useSettled(value: string): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), 350);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
