import { Button, Popover, Segmented, Select } from 'antd';
import { CalendarDays, Columns2, Kanban, LayoutGrid, type LucideIcon, Table2 } from 'lucide-react';
import type { FieldMeta, ListKind, ObjectMeta } from '../../api/meta.ts';
import { usePhone } from '../../app/usePhone.ts';
import { type TextKey, useText } from '../../i18n/text.ts';
import { boardFields, dayFields, groupFields, type ListChange, type ListState } from './listState.ts';
import styles from './Toolbar.module.css';

const kinds: Record<ListKind, { icon: LucideIcon; label: TextKey }> = {
  table: { icon: Table2, label: 'lay.table' },
  board: { icon: Kanban, label: 'lay.board' },
  calendar: { icon: CalendarDays, label: 'lay.calendar' },
  gallery: { icon: LayoutGrid, label: 'lay.gallery' },
  split: { icon: Columns2, label: 'lay.split' },
};

interface LayoutButtonProps {
  object: ObjectMeta;
  state: ListState;
  onChange(change: ListChange): void;
}

/** In which form the records are laid out, and by which field. */
export function LayoutButton({ object, state, onChange }: LayoutButtonProps) {
  const t = useText();
  const phone = usePhone();
  const offered: ListKind[] = [
    'table',
    ...(boardFields(object).length ? (['board'] as const) : []),
    ...(dayFields(object).length ? (['calendar'] as const) : []),
    'gallery',
    ...(phone ? [] : (['split'] as const)),
  ];
  const { icon: Drawing, label } = kinds[state.kind];
  const choose = (kind: ListKind) =>
    onChange({ kind: kind === state.view.kind ? null : kind, groupBy: null, dateField: null, month: null, open: null });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <section className={styles.layout} aria-label={t('lay.title')}>
          <Segmented
            vertical={phone}
            aria-label={t('lay.title')}
            value={state.kind}
            options={offered.map((kind) => {
              const Icon = kinds[kind].icon;
              return { value: kind, label: t(kinds[kind].label), icon: <Icon size={14} className={styles.kindIcon} /> };
            })}
            onChange={choose}
          />
          {state.kind === 'table' && !phone && (
            <Choice
              label={t('lay.groupBy')}
              fields={groupFields(object)}
              value={state.groupBy}
              none={t('lay.noGroups')}
              onChoose={(field) => onChange({ groupBy: field ?? (state.view.groupBy ? '' : null) })}
            />
          )}
          {state.kind === 'board' && (
            <Choice
              label={t('lay.columns')}
              fields={boardFields(object)}
              value={state.groupBy}
              onChoose={(field) => onChange({ groupBy: field ?? null })}
            />
          )}
          {state.kind === 'calendar' && (
            <Choice
              label={t('lay.day')}
              fields={dayFields(object)}
              value={state.dateField}
              onChoose={(field) => onChange({ dateField: field ?? null })}
            />
          )}
        </section>
      }
    >
      <Button type="text" icon={<Drawing size={14} />} aria-label={t('lay.button', { layout: t(label) })}>
        {phone ? null : t(label)}
      </Button>
    </Popover>
  );
}

interface ChoiceProps {
  label: string;
  fields: readonly FieldMeta[];
  value: string | undefined;
  none?: string;
  onChoose(field: string | undefined): void;
}

function Choice({ label, fields, value, none, onChoose }: ChoiceProps) {
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{label}</span>
      <Select
        aria-label={label}
        value={value ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          ...(none ? [{ value: '', label: none }] : []),
          ...fields.map((field) => ({ value: field.name, label: field.label })),
        ]}
        onChange={(next) => onChoose(next || undefined)}
      />
    </div>
  );
}
