import { useText } from '../../../i18n/text.ts';
import { useSteps } from '../../useSteps.ts';
import type { InputProps } from '../FieldKind.ts';
import { linkId, parseLink } from '../shared/reference.ts';
import { TickList } from './TickList.tsx';
import { itemsUpTo } from './ticks.ts';

/** The items of the step where the record stands, and those that earlier steps demand. */
export function TicksInput({ field, value, record, onChange, disabled, id }: InputProps<string[]>) {
  const t = useText();
  const { steps } = useSteps({ type: 'lookup', object: field.object });
  const standing = Object.values(record).flatMap((one) => parseLink(one) ?? []);
  const step = steps.find((one) => standing.some((link) => linkId(link) === one.id));
  const items = step ? itemsUpTo(step, steps) : [];
  if (items.length === 0) return <span id={id}>{t('checklist.nothing')}</span>;
  return (
    <TickList
      id={id}
      label={field.label}
      items={items}
      done={value ?? []}
      disabled={disabled}
      onChange={(next) => onChange(next.length > 0 ? next : null)}
    />
  );
}
