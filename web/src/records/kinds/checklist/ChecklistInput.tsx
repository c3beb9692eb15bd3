import { move } from '@dnd-kit/helpers';
import { DragDropProvider } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { Button, Checkbox } from 'antd';
import { GripVertical, Plus, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { completed } from '../../../admin/objects/changes.ts';
import admin from '../../../admin/shared/Admin.module.css';
import { LabelInput } from '../../../admin/shared/LabelInput.tsx';
import type { Label } from '../../../api/definitions.ts';
import { text, useText } from '../../../i18n/text.ts';
import { spokenDragging } from '../../dragging.ts';
import type { InputProps } from '../FieldKind.ts';
import { InputDialog, isInPlace } from '../shared/InputDialog.tsx';
import styles from './Checklist.module.css';
import { type ChecklistItem, checklistOf, nameFor, wordsOf } from './checklist.ts';

/** An item while it is edited: one that was never saved takes its name from its words. */
interface DraftItem {
  key: string;
  name?: string;
  label: Label;
  required: boolean;
}

function draftOf(items: readonly ChecklistItem[]): DraftItem[] {
  return items.map(({ name, label, required }) => ({ key: name, name, label, required: required === true }));
}

/** Things to do, in order, in both languages, each with whether it must be done. Enter makes the next one. */
export function ChecklistInput(props: InputProps<unknown>) {
  const { value, onChange } = props;
  const t = useText();
  const saved = checklistOf(value) ?? [];
  const [draft, setDraft] = useState<DraftItem[] | null>(() => (isInPlace(props) ? draftOf(saved) : null));
  const items = draft ?? [];
  const shown = useRef(items);
  shown.current = items;
  const spoken = useMemo(() => {
    const at = (key: unknown) => shown.current.findIndex((one) => one.key === key);
    return spokenDragging({
      item: (data) => (data as { name: string }).name,
      place: (key) => (at(key) < 0 ? undefined : text('checklist.one', { number: at(key) + 1 })),
    });
  }, []);
  const add = (at = items.length) =>
    setDraft(items.toSpliced(at, 0, { key: crypto.randomUUID(), label: { zh: '', en: '' }, required: false }));
  const finish = () => {
    const kept = items.map((one) => ({ ...one, label: completed(one.label) ?? one.label }));
    const taken = kept.flatMap((one) => one.name ?? []);
    const named = kept.map(({ name, label, required }): ChecklistItem => {
      const own = name ?? nameFor(label.zh, taken);
      if (!name) taken.push(own);
      return { name: own, label, required };
    });
    setDraft(null);
    onChange(named.length > 0 ? named : null);
  };
  return (
    <InputDialog
      {...props}
      said={saved.length > 0 ? saved.map(wordsOf).join(t('common.comma')) : t('checklist.none')}
      open={draft !== null}
      isReady={items.every((one) => completed(one.label))}
      onOpen={() => setDraft(draftOf(saved))}
      onDone={finish}
      onCancel={() => {
        setDraft(null);
        if (isInPlace(props)) onChange(value);
      }}
    >
      <div className={styles.items}>
        <DragDropProvider
          plugins={(defaults) => [...defaults, spoken]}
          onDragEnd={(event) => {
            if (event.canceled) return;
            const order = move(
              items.map((one) => one.key),
              event,
            );
            setDraft(order.flatMap((key) => items.find((one) => one.key === key) ?? []));
          }}
        >
          {items.map((item, index) => (
            <ItemRow
              key={item.key}
              index={index}
              item={item}
              onChange={(next) => setDraft(items.with(index, next))}
              onRemove={() => setDraft(items.toSpliced(index, 1))}
              onNext={() => add(index + 1)}
            />
          ))}
        </DragDropProvider>
        <div>
          <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={() => add()}>
            {t('checklist.add')}
          </Button>
        </div>
      </div>
    </InputDialog>
  );
}

interface ItemRowProps {
  index: number;
  item: DraftItem;
  onChange(item: DraftItem): void;
  onRemove(): void;
  onNext(): void;
}

function ItemRow({ index, item, onChange, onRemove, onNext }: ItemRowProps) {
  const t = useText();
  const name = item.label.zh || item.label.en || t('checklist.one', { number: index + 1 });
  const { ref, handleRef } = useSortable({ id: item.key, index, data: { name } });
  return (
    <fieldset ref={ref} className={styles.item} aria-label={t('checklist.one', { number: index + 1 })}>
      <button ref={handleRef} type="button" className={admin.handle} aria-label={t('admin.drag', { name })}>
        <GripVertical size={14} aria-hidden="true" />
      </button>
      <LabelInput
        value={item.label}
        autoFocus={!item.name && !item.label.zh}
        onChange={(label) => onChange({ ...item, label })}
        onEnter={onNext}
      />
      <Checkbox checked={item.required} onChange={(event) => onChange({ ...item, required: event.target.checked })}>
        {t('checklist.required')}
      </Checkbox>
      <Button type="text" icon={<Trash2 size={14} />} aria-label={t('checklist.remove', { name })} onClick={onRemove} />
    </fieldset>
  );
}
