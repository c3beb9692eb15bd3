import { InputNumber, Select, Space } from 'antd';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import { kindOf } from '../kinds/registry.ts';
import { dayOffset } from './aliases.ts';
import type { Scalar } from './model.ts';
import { OtherField } from './OtherField.tsx';

interface DayValueProps {
  field: FieldMeta;
  value: Scalar | undefined;
  /** The field compared with, in the place of a day. */
  other?: string;
  others: readonly FieldMeta[];
  onChange(value: Scalar): void;
  onOther?(field: string | undefined): void;
}

/** A day that a rule compares with: a fixed one, one so many days before or after the day on which the rule is read, or another field's. */
export function DayValue({ field, value, other, others, onChange, onOther }: DayValueProps) {
  const t = useText();
  const offset = dayOffset(value);
  const kind = kindOf(field);
  const way =
    other !== undefined ? 'field' : offset === undefined ? 'fixed' : offset === 0 ? 'today' : offset < 0 ? 'before' : 'after';
  const days = Math.abs(offset ?? 0);
  const plain = { ...field, min: undefined, max: undefined, required: false };
  return (
    <Space.Compact style={{ width: '100%' }}>
      <Select
        aria-label={t('filter.dayWay')}
        style={{ minWidth: 96 }}
        popupMatchSelectWidth={false}
        value={way}
        options={(['fixed', 'today', 'before', 'after', 'field'] as const)
          .filter((one) => one !== 'field' || others.length > 0)
          .map((one) => ({ value: one, label: t(`filter.day.${one}`) }))}
        onChange={(next) => {
          if (next === 'field') onOther?.(others[0]?.name);
          else if (next === 'fixed') onChange(null);
          else onChange(next === 'today' ? '@day' : `@day${next === 'before' ? '-' : '+'}${days || 7}`);
        }}
      />
      {(way === 'before' || way === 'after') && (
        <InputNumber<number>
          aria-label={t('filter.days')}
          min={1}
          max={9999}
          precision={0}
          suffix={t('filter.daysUnit')}
          style={{ flex: 1, minWidth: 0 }}
          value={days}
          onChange={(next) => next && onChange(`@day${way === 'before' ? '-' : '+'}${next}`)}
        />
      )}
      {way === 'field' && <OtherField value={other} others={others} onChange={onOther} />}
      {way === 'fixed' && kind.Input && (
        <div style={{ flex: 1, minWidth: 0 }}>
          <kind.Input
            field={plain}
            value={kind.parse(value ?? null, plain)}
            record={{}}
            onChange={(next) => onChange(next as Scalar)}
          />
        </div>
      )}
    </Space.Compact>
  );
}
