import { move } from '@dnd-kit/helpers';
import { DragDropProvider } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { Button, Input, Popover } from 'antd';
import { ChevronDown, GripVertical, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { OptionDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { colorOf } from '../../theme/tokens.ts';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import { ConditionInput } from './ConditionInput.tsx';
import { freeName, nameFrom } from './changes.ts';
import styles from './Designer.module.css';
import { reading } from './reading.ts';
import { isUnnamed } from './unnamed.ts';

const colors = ['gray', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'purple', 'pink'] as const;

/** An option while it is edited: one that was never saved takes its stored value from its label. */
export type DraftOption = OptionDefinition & {
  key: string;
  fresh?: boolean;
  /** The empty row that Enter opened behind the last one: left empty, it is no option. */
  spare?: boolean;
};

export function draftOptions(options: readonly OptionDefinition[] | undefined): DraftOption[] {
  return (options ?? []).map((option) => ({ ...option, key: option.value }));
}

interface OptionsEditorProps {
  object: string;
  value: DraftOption[];
  /** What is said at an option without a name. */
  problem?: string;
  onChange(value: DraftOption[]): void;
}

/** The choices of a field: words, colours, order, and when each is offered. Enter makes the next one. */
export function OptionsEditor({ object, value, problem, onChange }: OptionsEditorProps) {
  const t = useText();
  const add = (after = value.length, spare = false) => {
    const next: DraftOption = {
      key: crypto.randomUUID(),
      value: '',
      fresh: true,
      spare,
      label: { zh: '', en: '' },
      color: colors[value.length % colors.length],
    };
    onChange([...value.slice(0, after), next, ...value.slice(after)]);
  };
  const change = (at: number, changed: DraftOption) => {
    let option: DraftOption = { ...changed, spare: false };
    if (option.fresh) {
      const taken = value.filter((_, index) => index !== at).map((o) => o.value);
      option = { ...option, value: freeName(nameFrom(option.label.en || option.label.zh, reading()) || 'option', taken) };
    }
    onChange(value.map((o, index) => (index === at ? option : o)));
  };
  return (
    <div className={styles.options}>
      <DragDropProvider
        onDragEnd={(event) => {
          if (event.canceled) return;
          const order = move(
            value.map((o) => o.key),
            event,
          );
          onChange(order.flatMap((key) => value.find((o) => o.key === key) ?? []));
        }}
      >
        {value.map((option, index) => (
          <OptionRow
            key={option.key}
            index={index}
            object={object}
            option={option}
            problem={isUnnamed(option) ? problem : undefined}
            onChange={(next) => change(index, next)}
            onRemove={() => onChange(value.filter((o) => o.key !== option.key))}
            onNext={() => add(index + 1, true)}
          />
        ))}
      </DragDropProvider>
      <Button size="small" type="dashed" icon={<Plus size={14} />} onClick={() => add()}>
        {t('options.add')}
      </Button>
    </div>
  );
}

interface OptionRowProps {
  index: number;
  object: string;
  option: DraftOption;
  problem?: string;
  onChange(option: DraftOption): void;
  onRemove(): void;
  onNext(): void;
}

function OptionRow({ index, object, option, problem, onChange, onRemove, onNext }: OptionRowProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [coloring, setColoring] = useState(false);
  const { ref, handleRef } = useSortable({ id: option.key, index });
  // The reader's own language stands in the row, the other one below.
  const [own, other] = currentLanguage() === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const);
  const name = option.label[own] || option.label[other] || t('options.unnamed');
  return (
    <div ref={ref}>
      <div className={styles.option}>
        <button ref={handleRef} type="button" className={admin.handle} aria-label={t('admin.drag', { name })}>
          <GripVertical size={14} aria-hidden="true" />
        </button>
        <Popover
          trigger="click"
          open={coloring}
          onOpenChange={setColoring}
          content={
            <div className={styles.swatches}>
              {colors.map((color) => (
                <button
                  key={color}
                  type="button"
                  className={styles.swatch}
                  aria-label={t(`options.color.${color}`)}
                  aria-pressed={option.color === color}
                  style={{ background: colorOf(color) }}
                  onClick={() => {
                    setColoring(false);
                    onChange({ ...option, color });
                  }}
                />
              ))}
            </div>
          }
        >
          <button
            type="button"
            className={styles.swatch}
            aria-label={t('options.color', { name })}
            style={{ background: colorOf(option.color) }}
          />
        </Popover>
        <Input
          size="small"
          value={option.label[own]}
          autoFocus={option.fresh && option.label[own] === ''}
          status={problem ? 'error' : undefined}
          placeholder={t('options.label')}
          aria-label={t('options.label')}
          onChange={(event) => onChange({ ...option, label: { ...option.label, [own]: event.target.value } })}
          onPressEnter={(event) => {
            event.preventDefault();
            onNext();
          }}
        />
        <Button
          type="text"
          size="small"
          aria-expanded={open}
          aria-label={t('options.more', { name })}
          icon={<ChevronDown size={14} style={{ transform: open ? 'rotate(180deg)' : undefined }} />}
          onClick={() => setOpen(!open)}
        />
        <Button
          type="text"
          size="small"
          aria-label={t('options.remove', { name })}
          icon={<Trash2 size={14} />}
          onClick={onRemove}
        />
      </div>
      {problem && (
        <p className={admin.problem} role="alert">
          {problem}
        </p>
      )}
      {open && (
        <div className={styles.optionMore}>
          <Row label={t('options.other')}>
            {(id) => (
              <Input
                id={id}
                size="small"
                value={option.label[other]}
                onChange={(event) => onChange({ ...option, label: { ...option.label, [other]: event.target.value } })}
              />
            )}
          </Row>
          <Row label={t('options.value')} hint={t(option.fresh ? 'options.valueHint' : 'options.valueFixed')}>
            {(id) => (
              <Input
                id={id}
                size="small"
                value={option.value}
                disabled={!option.fresh}
                className={styles.code}
                onChange={(event) => onChange({ ...option, fresh: false, value: event.target.value })}
              />
            )}
          </Row>
          <Row label={t('options.when')} hint={t('options.whenHint')}>
            {(id) => (
              <ConditionInput
                id={id}
                object={object}
                rows={1}
                value={option.when}
                onChange={(when) => onChange({ ...option, when })}
              />
            )}
          </Row>
        </div>
      )}
    </div>
  );
}
