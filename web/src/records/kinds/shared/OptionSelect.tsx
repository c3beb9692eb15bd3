import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Option } from '../../../api/meta.ts';
import { text } from '../../../i18n/text.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { clearing } from '../../../ui/clearing.tsx';
import { TabLeaves } from '../../../ui/TabLeaves.tsx';
import type { InputProps } from '../FieldKind.ts';

type OptionSelectProps = Omit<InputProps<string[]>, 'onChange' | 'record'> & {
  options: readonly Option[];
  many?: boolean;
  free?: boolean;
  onChange(value: string[]): void;
};

/** A choice among options, shown with their colours if they have any; `free` also takes words that are not among them. */
export function OptionSelect({
  field,
  value,
  options,
  many,
  free,
  onChange,
  id,
  autoFocus,
  invalid,
  disabled,
  inCell,
}: OptionSelectProps) {
  const [open, setOpen] = useState(Boolean(inCell));
  const colored = options.some((option) => option.color);
  const optionWith = (value: unknown, label: ReactNode) =>
    colored ? (
      <Badge plain color={options.find((o) => o.value === value)?.color}>
        {String(label)}
      </Badge>
    ) : (
      label
    );
  const shared = {
    id,
    'aria-label': id ? undefined : field.label,
    status: invalid ? ('error' as const) : undefined,
    variant: inCell ? ('borderless' as const) : ('outlined' as const),
    autoFocus,
    disabled,
    allowClear: !field.required && clearing(),
    style: { width: '100%' },
    options: options.map((option) => ({ value: option.value, label: option.label })),
    optionRender: (option: { label?: ReactNode; value?: string | number | null }) => optionWith(option.value, option.label),
    showSearch: options.length > 7 || free ? { optionFilterProp: 'label' } : false,
  };
  if (many) {
    const isPlain = free === true && options.length === 0;
    return (
      <TabLeaves onLeave={() => setOpen(false)}>
        <Select<string[]>
          {...shared}
          mode={free ? 'tags' : 'multiple'}
          tokenSeparators={free ? [',', '，', ';', '；', '、'] : undefined}
          open={open && !isPlain}
          onOpenChange={setOpen}
          suffixIcon={isPlain ? null : undefined}
          placeholder={free ? text('tags.placeholder') : undefined}
          maxTagCount="responsive"
          value={value ?? []}
          onChange={(next) => onChange(next ?? [])}
        />
      </TabLeaves>
    );
  }
  return (
    <Select<string>
      {...shared}
      defaultOpen={inCell}
      placeholder={inCell ? undefined : text('select.placeholder')}
      value={value?.[0]}
      labelRender={({ label, value: chosen }) => optionWith(chosen, label ?? chosen)}
      onChange={(next) => onChange(next === undefined ? [] : [next])}
    />
  );
}
