import { Button, Input, InputNumber, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import type { FieldDefinition, NumberPart } from '../../api/definitions.ts';
import { useText } from '../../i18n/text.ts';
import { Row } from '../shared/Row.tsx';
import styles from './Designer.module.css';
import { dateSample, numberSample } from './numberSample.ts';

type NumberValue = NonNullable<FieldDefinition['number']>;

export const firstNumber: NumberValue = { parts: [{ text: 'NO-' }, { date: 'yyyyMM' }, { counter: 4 }], reset: 'month' };

const dates = ['yyyy', 'yyyyMM', 'yyyyMMdd', 'yy', 'yyMM', 'yyMMdd'] as const;

type Kind = 'text' | 'date' | 'counter';

const fresh: Record<Kind, NumberPart> = { text: { text: '-' }, date: { date: 'yyyyMM' }, counter: { counter: 4 } };

function kindOf(part: NumberPart): Kind {
  return part.counter !== undefined ? 'counter' : part.date !== undefined ? 'date' : 'text';
}

/** What an auto-number is made of, with the number it makes. */
export function NumberEditor({ value, onChange }: { value: NumberValue; onChange(value: NumberValue): void }) {
  const t = useText();
  const change = (at: number, part: NumberPart) =>
    onChange({ ...value, parts: value.parts.map((p, index) => (index === at ? part : p)) });
  return (
    <>
      <Row label={t('number.parts')} hint={t('number.preview', { number: numberSample(value) })}>
        {(id) => (
          <div id={id} className={styles.parts}>
            {value.parts.map((part, index) => {
              const kind = kindOf(part);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
                <div key={index} className={styles.part}>
                  <Select<Kind>
                    value={kind}
                    aria-label={t('number.part', { number: index + 1 })}
                    options={(['text', 'date', 'counter'] as const).map((k) => ({ value: k, label: t(`number.${k}`) }))}
                    onChange={(next) => change(index, fresh[next])}
                  />
                  {kind === 'text' ? (
                    <Input
                      value={part.text}
                      aria-label={t('number.text')}
                      onChange={(event) => change(index, { text: event.target.value })}
                    />
                  ) : kind === 'date' ? (
                    <Select
                      value={part.date}
                      aria-label={t('number.date')}
                      options={dates.map((d) => ({ value: d, label: t(`number.date.${d}`, { sample: dateSample(d) }) }))}
                      onChange={(date) => change(index, { date })}
                    />
                  ) : (
                    <InputNumber
                      min={1}
                      max={18}
                      value={part.counter}
                      suffix={t('number.digits')}
                      aria-label={t('number.counter')}
                      style={{ width: '100%' }}
                      onChange={(counter) => change(index, { counter: counter ?? 4 })}
                    />
                  )}
                  <Button
                    type="text"
                    aria-label={t('number.remove', { number: index + 1 })}
                    icon={<Trash2 size={14} />}
                    onClick={() => onChange({ ...value, parts: value.parts.filter((_, i) => i !== index) })}
                  />
                </div>
              );
            })}
            <Button
              size="small"
              type="dashed"
              icon={<Plus size={14} />}
              onClick={() => onChange({ ...value, parts: [...value.parts, fresh.text] })}
            >
              {t('number.add')}
            </Button>
          </div>
        )}
      </Row>
      <Row label={t('number.reset')}>
        {(id) => (
          <Select
            id={id}
            value={value.reset ?? 'never'}
            options={(['never', 'year', 'month', 'day'] as const).map((reset) => ({
              value: reset,
              label: t(`number.reset.${reset}`),
            }))}
            onChange={(reset) => onChange({ ...value, reset })}
          />
        )}
      </Row>
    </>
  );
}
