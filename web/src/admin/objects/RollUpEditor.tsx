import { Select } from 'antd';
import type { RollUpDefinition, WholeDefinition } from '../../api/definitions.ts';
import { useDefinition, useDefinitionList } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { Row } from '../shared/Row.tsx';
import { ConditionInput } from './ConditionInput.tsx';
import { say } from './changes.ts';

const functions = ['count', 'sum', 'avg', 'min', 'max'] as const;
const numbers = ['integer', 'decimal', 'money', 'percent', 'rating', 'duration', 'formula', 'rollup'];

interface RollUpEditorProps {
  whole: WholeDefinition;
  value: RollUpDefinition | undefined;
  onChange(value: RollUpDefinition): void;
}

/** Which records are counted or added up, and which of them. */
export function RollUpEditor({ whole, value, onChange }: RollUpEditorProps) {
  const t = useText();
  const language = currentLanguage();
  const objects = useDefinitionList();
  const child = useDefinition(value?.object);
  const current = value ?? { object: '', field: '', function: 'count' };
  const readers = whole.readers.map((reader) => {
    const summary = objects.data?.objects.find((o) => o.name === reader.object);
    const lookup = summary?.lookups.find((l) => l.field === reader.field);
    return {
      value: `${reader.object}.${reader.field}`,
      label: `${say(summary?.plural, language)} · ${say(lookup?.label, language)}`,
    };
  });
  const summable = child.data?.definition.fields.filter((f) =>
    current.function === 'min' || current.function === 'max'
      ? [...numbers, 'date', 'datetime'].includes(f.type)
      : numbers.includes(f.type),
  );
  return (
    <>
      <Row label={t('rollup.of')} hint={readers.length === 0 ? t('rollup.nothing') : undefined} required>
        {(id) => (
          <Select
            id={id}
            value={current.object ? `${current.object}.${current.field}` : undefined}
            placeholder={t('rollup.choose')}
            options={readers}
            onChange={(next: string) => {
              const [object = '', field = ''] = next.split('.');
              onChange({ object, field, function: 'count' });
            }}
          />
        )}
      </Row>
      <Row label={t('rollup.function')}>
        {(id) => (
          <Select
            id={id}
            value={current.function}
            options={functions.map((f) => ({ value: f, label: t(`rollup.${f}`) }))}
            onChange={(next) => onChange({ ...current, function: next, of: next === 'count' ? undefined : current.of })}
          />
        )}
      </Row>
      {current.function !== 'count' && (
        <Row label={t('rollup.field')} required>
          {(id) => (
            <Select
              id={id}
              value={current.of}
              options={summable?.map((f) => ({ value: f.name, label: say(f.label, language) }))}
              onChange={(of) => onChange({ ...current, of })}
            />
          )}
        </Row>
      )}
      {current.object && (
        <Row label={t('rollup.filter')} hint={t('rollup.filterHint')}>
          {(id) => (
            <ConditionInput
              id={id}
              object={current.object}
              rows={1}
              value={current.filter}
              onChange={(filter) => onChange({ ...current, filter })}
            />
          )}
        </Row>
      )}
    </>
  );
}
