import { Segmented, Select } from 'antd';
import type { FieldMeta, ListKind } from '../../api/meta.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useText } from '../../i18n/text.ts';
import type { LayoutButtonProps } from './LayoutButton.tsx';
import { layoutKinds } from './layoutKinds.ts';
import { boardFields, dayFields, groupFields } from './listState.ts';
import styles from './Toolbar.module.css';

/** The forms a list can take, and by which field. */
export function LayoutPanel({ object, state, onChange }: LayoutButtonProps) {
  const t = useText();
  const phone = usePhone();
  const offered: ListKind[] = [
    'table',
    ...(boardFields(object).length ? (['board'] as const) : []),
    ...(dayFields(object).length ? (['calendar'] as const) : []),
    'gallery',
    ...(phone ? [] : (['split'] as const)),
  ];
  const choose = (kind: ListKind) =>
    onChange({ kind: kind === state.view.kind ? null : kind, groupBy: null, dateField: null, month: null, open: null });
  return (
    <section className={styles.layout} aria-label={t('lay.title')}>
      <Segmented
        vertical={phone}
        aria-label={t('lay.title')}
        value={state.kind}
        options={offered.map((kind) => {
          const Icon = layoutKinds[kind].icon;
          return { value: kind, label: t(layoutKinds[kind].label), icon: <Icon size={14} className={styles.kindIcon} /> };
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
