import { Button, Input, Select, Space } from 'antd';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { kindOf } from '../kinds/registry.ts';
import { LookupInput } from '../kinds/shared/LookupInput.tsx';
import { OptionSelect } from '../kinds/shared/OptionSelect.tsx';
import { linkId } from '../kinds/shared/reference.ts';
import { useResolve } from '../list/useRecordList.ts';
import { targetOf } from '../recordQuery.ts';
import { DayValue } from './DayValue.tsx';
import styles from './FilterBuilder.module.css';
import { type Condition, compares, periods, type Scalar, takesMany } from './model.ts';
import { OtherField } from './OtherField.tsx';

interface FilterValueProps {
  field: FieldMeta;
  condition: Condition;
  forRules?: boolean;
  /** Fields of the record that may stand in the place of a value. */
  others?: readonly FieldMeta[];
  onChange(value: Scalar | Scalar[]): void;
  onOther?(field: string | undefined): void;
}

/** What the condition compares with: typed by the field's own input wherever that makes sense. */
export function FilterValue({ field, condition, forRules, others = [], onChange, onOther }: FilterValueProps) {
  const t = useText();
  const resolve = useResolve();
  const { operator, value } = condition;
  const many = (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (v): v is string | number | boolean => v !== null,
  );
  if (operator === 'within') {
    return (
      <Select
        aria-label={t('filter.period')}
        style={{ width: '100%' }}
        value={value as string | undefined}
        placeholder={t('filter.period')}
        options={periods.map((period) => ({ value: period, label: t(`period.${period}`) }))}
        onChange={(next) => onChange(next)}
      />
    );
  }
  if (operator === 'contains' || operator === 'notContains' || operator === 'startsWith' || operator === 'endsWith') {
    return (
      <Input
        aria-label={t('filter.value')}
        placeholder={t('filter.value')}
        value={String(many[0] ?? '')}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const target = targetOf(field);
  if (target && (takesMany(operator) || operator === 'eq' || operator === 'ne')) {
    const ids = many.map(String);
    const one = !takesMany(operator);
    const set = (next: string[]) => onChange(one ? (next.at(-1) ?? null) : next);
    const own = readers(target, one, forRules);
    return (
      <span className={styles.person}>
        <LookupInput
          field={{ ...field, required: false }}
          object={target}
          many
          value={ids.filter((id) => !id.startsWith('@'))}
          onChange={(links) => set([...(one ? [] : ids.filter((id) => id.startsWith('@'))), ...links.map(linkId)])}
        />
        {own.map(({ value: reader, text }) => {
          const chosen = ids.includes(reader);
          return (
            <Button
              key={reader}
              type={chosen ? 'primary' : 'default'}
              aria-pressed={chosen}
              onClick={() => set(chosen ? ids.filter((id) => id !== reader) : [...ids, reader])}
            >
              {t(text)}
            </Button>
          );
        })}
      </span>
    );
  }
  if (takesMany(operator)) {
    const values = many.map(String);
    return (
      <OptionSelect
        field={field}
        many
        free={field.type === 'tags'}
        options={field.options ?? []}
        value={values}
        onChange={onChange}
      />
    );
  }
  if (forRules && (field.type === 'date' || field.type === 'datetime') && operator !== 'between')
    return (
      <DayValue field={field} value={many[0]} other={condition.other} others={others} onChange={onChange} onOther={onOther} />
    );
  const kind = kindOf(field.type === 'money' ? { type: 'decimal' } : field);
  const ValueInput = kind.Input;
  if (!ValueInput)
    return (
      <Input aria-label={t('filter.value')} value={String(many[0] ?? '')} onChange={(event) => onChange(event.target.value)} />
    );
  const plain = { ...field, min: undefined, max: undefined, required: false };
  const input = (index: 0 | 1) => (
    <ValueInput
      field={plain}
      value={
        many[index] === undefined ? null : kind.parse(typeof many[index] === 'string' ? resolve(many[index]) : many[index], plain)
      }
      record={{}}
      onChange={(next) => {
        const scalar = next as Scalar;
        if (operator !== 'between') return onChange(scalar);
        const pair: Scalar[] = [many[0] ?? null, many[1] ?? null];
        pair[index] = scalar;
        onChange(pair);
      }}
    />
  );
  return operator === 'between' ? (
    <span className={styles.between}>
      {input(0)}
      <span>–</span>
      {input(1)}
    </span>
  ) : compares(operator) && others.length > 0 ? (
    <Space.Compact style={{ width: '100%' }}>
      <Select
        aria-label={t('filter.valueWay')}
        style={{ minWidth: 88 }}
        popupMatchSelectWidth={false}
        value={condition.other === undefined ? 'value' : 'field'}
        options={(['value', 'field'] as const).map((one) => ({ value: one, label: t(`filter.way.${one}`) }))}
        onChange={(next) => onOther?.(next === 'field' ? others[0]?.name : undefined)}
      />
      {condition.other === undefined ? (
        <div style={{ flex: 1, minWidth: 0 }}>{input(0)}</div>
      ) : (
        <OtherField value={condition.other} others={others} onChange={onOther} />
      )}
    </Space.Compact>
  ) : (
    input(0)
  );
}

/** Who can be meant by being the reader, or near the reader. */
function readers(target: string, one: boolean, forRules: boolean | undefined) {
  if (target === 'user')
    return [
      { value: '@me', text: 'filter.me' },
      ...(forRules && !one ? [{ value: '@my_team', text: 'filter.myTeam' } as const] : []),
    ] as const;
  if (target !== 'department' || !forRules) return [];
  return one
    ? ([{ value: '@my_department', text: 'filter.myDepartment' }] as const)
    : ([{ value: '@my_department_tree', text: 'filter.myDepartmentTree' }] as const);
}
