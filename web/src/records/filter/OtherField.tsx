import { Select } from 'antd';
import type { FieldMeta } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';

interface OtherFieldProps {
  value: string | undefined;
  others: readonly FieldMeta[];
  onChange?(field: string): void;
}

/** The field that a condition compares with. */
export function OtherField({ value, others, onChange }: OtherFieldProps) {
  const t = useText();
  return (
    <Select
      aria-label={t('filter.otherField')}
      style={{ flex: 1, minWidth: 0 }}
      popupMatchSelectWidth={280}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={others.map((field) => ({ value: field.name, label: field.label }))}
      onChange={onChange}
    />
  );
}
