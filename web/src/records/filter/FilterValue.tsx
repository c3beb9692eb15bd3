import { Button, Input, Select } from 'antd';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { kindOf } from '../kinds/registry.ts';
import { LookupInput } from '../kinds/shared/LookupInput.tsx';
import { OptionSelect } from '../kinds/shared/OptionSelect.tsx';
import { linkId } from '../kinds/shared/reference.ts';
import { useResolve } from '../list/useRecordList.ts';
import { targetOf } from '../recordQuery.ts';
import styles from './FilterBuilder.module.css';
import { type Condition, periods, type Scalar, takesMany } from './model.ts';

interface FilterValueProps {
  field: FieldMeta;
  condition: Condition;
  onChange(value: Scalar | Scalar[]): void;
}

/** What the condition compares with: typed by the field's own input wherever that makes sense. */
export function FilterValue({ field, condition, onChange }: FilterValueProps) {
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
    const me = ids.includes('@me');
    const one = !takesMany(operator);
    const set = (next: string[]) => onChange(one ? (next.at(-1) ?? null) : next);
    return (
      <span className={styles.person}>
        <LookupInput
          field={{ ...field, required: false }}
          object={target}
          many
          value={ids.filter((id) => id !== '@me')}
          onChange={(links) => set([...(me && !one ? ['@me'] : []), ...links.map(linkId)])}
        />
        {target === 'user' && (
          <Button
            type={me ? 'primary' : 'default'}
            aria-pressed={me}
            onClick={() => set(me ? ids.filter((id) => id !== '@me') : [...ids, '@me'])}
          >
            {t('filter.me')}
          </Button>
        )}
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
  ) : (
    input(0)
  );
}
