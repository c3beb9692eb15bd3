import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import type { ObjectMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { fieldAt } from '../recordQuery.ts';
import styles from './FilterBuilder.module.css';
import { FilterValue } from './FilterValue.tsx';
import { asFilterable, comparable, fieldsAcross, filterableFields } from './filterableFields.ts';
import { type Condition, compares, hasNoValue, type Operator, takesMany } from './model.ts';

interface FilterRowProps {
  object: ObjectMeta;
  condition: Condition;
  forRules?: boolean;
  onChange(condition: Condition): void;
  onRemove(): void;
}

/** One condition: field, what about it, value. */
export function FilterRow({ object, condition, forRules, onChange, onRemove }: FilterRowProps) {
  const t = useText();
  const definitions = useDefinitions();
  const found = fieldAt(definitions, object, condition.field);
  const current = found && asFilterable(found);
  const fields = (forRules ? fieldsAcross(definitions, object) : filterableFields(object).map((f) => f.field)).map((field) => ({
    value: field.name,
    label: field.label,
  }));
  if (found && !fields.some((f) => f.value === condition.field)) fields.push({ value: condition.field, label: found.label });
  const chooseField = (name: string) => {
    const next = fieldAt(definitions, object, name);
    const [operator = 'contains'] = next ? asFilterable(next).kind.operators : [];
    onChange({ kind: 'condition', field: name, operator });
  };
  const chooseOperator = (operator: Operator) => {
    const keeps =
      takesMany(operator) === takesMany(condition.operator) &&
      operator !== 'within' &&
      condition.operator !== 'within' &&
      operator !== 'between' &&
      condition.operator !== 'between' &&
      !hasNoValue(operator);
    const kept = keeps ? { value: condition.value, ...(compares(operator) ? { other: condition.other } : {}) } : {};
    onChange({ kind: 'condition', field: condition.field, operator, ...kept });
  };
  const operators = current?.kind.operators ?? [];
  const offered = operators.includes(condition.operator) ? operators : [condition.operator, ...operators];
  return (
    <div className={styles.row}>
      <Select
        aria-label={t('filter.field')}
        className={styles.fieldSelect}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={forRules ? 280 : undefined}
        value={condition.field}
        options={fields}
        onChange={chooseField}
      />
      <Select
        aria-label={t('filter.operator')}
        className={styles.operatorSelect}
        value={condition.operator}
        options={offered.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
        onChange={chooseOperator}
      />
      <div className={styles.value}>
        {current && !hasNoValue(condition.operator) && (
          <FilterValue
            field={current.field}
            condition={condition}
            forRules={forRules}
            others={forRules ? comparable(definitions, object, current.field) : []}
            onChange={(value) => onChange({ ...condition, value, other: undefined })}
            onOther={(other) => onChange({ ...condition, value: undefined, other })}
          />
        )}
      </div>
      <Button type="text" aria-label={t('filter.remove')} icon={<X size={14} />} onClick={onRemove} />
    </div>
  );
}
