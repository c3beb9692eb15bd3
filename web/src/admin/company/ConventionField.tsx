import { Select } from 'antd';
import { useMemo } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import { currencies, type NamedCode, regions, timeZones } from '../../i18n/world.ts';
import { Row } from '../shared/Row.tsx';

const conventions: Record<string, () => NamedCode[]> = { currency: currencies, region: regions, timezone: timeZones };

/** Whether the field holds the code of a standard, which people choose by its name. */
export function isConvention(field: FieldMeta): boolean {
  return field.name in conventions;
}

interface ConventionFieldProps {
  field: FieldMeta;
  value: unknown;
  problem?: string;
  onChange(value: string): void;
}

/** A currency, region or time zone, chosen from those there are. */
export function ConventionField({ field, value, problem, onChange }: ConventionFieldProps) {
  const options = useMemo(() => conventions[field.name]?.() ?? [], [field.name]);
  return (
    <Row label={field.label} name={field.name} required={field.required} problem={problem} hint={field.help}>
      {(id) => (
        <Select
          id={id}
          value={typeof value === 'string' ? value : undefined}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={field.editable === false}
          status={problem ? 'error' : undefined}
          onChange={onChange}
        />
      )}
    </Row>
  );
}
