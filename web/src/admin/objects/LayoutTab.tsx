import { move } from '@dnd-kit/helpers';
import { DragDropProvider, useDroppable } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { Button, Segmented } from 'antd';
import { ArrowDown, ArrowUp, EyeOff, GripVertical, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { isKept, type Label, type WholeDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { completed, say } from './changes.ts';
import styles from './Designer.module.css';
import { SaveBar } from './SaveBar.tsx';
import { useOverlay } from './useOverlay.ts';

interface Section {
  key: string;
  label: Label;
  columns: number;
  types: string[];
}

/** A field may stand in several sections, of different record types: each place has a key of its own. */
const fieldOf = (place: string) => place.slice(place.indexOf(':') + 1);

const unplaced = 'unplaced';

/** The form and the record page: sections, their fields, all moved by hand. */
export function LayoutTab({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const overlay = useOverlay(whole);
  const defined = whole.definition.layout?.sections ?? [];
  const [sections, setSections] = useState<Section[]>(() =>
    defined.map((s, index) => ({ key: `s${index}`, label: s.label, columns: s.columns ?? 2, types: s.types ?? [] })),
  );
  const [fields, setFields] = useState<Record<string, string[]>>(() => {
    const placed = new Set(defined.flatMap((s) => s.fields));
    const rest = [
      ...whole.definition.fields.filter((f) => !isKept(f)),
      ...whole.systemFields.filter((f) => f.name === 'owner' || f.name === 'department'),
    ];
    return {
      ...Object.fromEntries(defined.map((s, index) => [`s${index}`, s.fields.map((name) => `s${index}:${name}`)])),
      [unplaced]: rest.flatMap((f) => (placed.has(f.name) ? [] : [`:${f.name}`])),
    };
  });
  const types = (whole.definition.recordTypes ?? []).map((type) => ({
    value: type.name,
    label: say(type.label, currentLanguage()),
  }));
  const [dirty, setDirty] = useState(false);
  const touch = () => setDirty(true);
  const change = (key: string, next: Partial<Section>) => {
    touch();
    setSections((before) => before.map((s) => (s.key === key ? { ...s, ...next } : s)));
  };
  const shift = (at: number, by: number) => {
    touch();
    setSections((before) => {
      const next = [...before];
      const [section] = next.splice(at, 1);
      if (section) next.splice(at + by, 0, section);
      return next;
    });
  };
  const remove = (key: string) => {
    touch();
    setSections((before) => before.filter((s) => s.key !== key));
    setFields(({ [key]: gone = [], ...rest }) => ({ ...rest, [unplaced]: [...(rest[unplaced] ?? []), ...gone] }));
  };
  const add = () => {
    touch();
    const key = crypto.randomUUID();
    setSections((before) => [...before, { key, label: { zh: '', en: '' }, columns: 2, types: [] }]);
    setFields((before) => ({ ...before, [key]: [] }));
  };
  const hide = (key: string, name: string) => {
    touch();
    setFields((before) => ({
      ...before,
      [key]: (before[key] ?? []).filter((f) => f !== name),
      [unplaced]: [...(before[unplaced] ?? []), name],
    }));
  };
  const save = async () => {
    const saved = await overlay.save((before) => ({
      ...before,
      layout: {
        ...whole.definition.layout,
        sections: sections.map((s) => ({
          label: completed(s.label) ?? { zh: '未命名', en: 'Untitled' },
          columns: s.columns,
          fields: [...new Set((fields[s.key] ?? []).map(fieldOf))],
          ...(s.types.length ? { types: s.types } : {}),
        })),
      },
    }));
    if (saved) setDirty(false);
  };
  const beforeDrag = useRef(fields);
  return (
    // React alone moves the fields: a card that the library put into another section would be missing where React takes it away.
    <DragDropProvider
      onDragStart={() => {
        beforeDrag.current = fields;
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setFields((before) => move(before, event));
      }}
      onDragEnd={(event) => (event.canceled ? setFields(beforeDrag.current) : touch())}
    >
      <div className={styles.board}>
        <p className={admin.hint}>{t('layout.hint')}</p>
        {sections.map((section, index) => (
          <section key={section.key} className={styles.sectionCard} aria-label={say(section.label, currentLanguage())}>
            <header className={styles.sectionHead}>
              <span className={admin.caption}>{t('layout.section')}</span>
              <LabelInput size="small" value={section.label} onChange={(label) => change(section.key, { label })} />
              <Segmented
                size="small"
                value={section.columns}
                options={[1, 2, 3].map((count) => ({ value: count, label: t('layout.columns', { count }) }))}
                onChange={(columns) => change(section.key, { columns })}
              />
              {types.length > 0 && (
                <ManySelect
                  size="small"
                  style={{ minWidth: 220 }}
                  aria-label={t('layout.types')}
                  placeholder={t('layout.allTypes')}
                  value={section.types}
                  options={types}
                  onChange={(chosen) => change(section.key, { types: chosen })}
                />
              )}
              <Button
                size="small"
                type="text"
                disabled={index === 0}
                aria-label={t('layout.up')}
                icon={<ArrowUp size={14} />}
                onClick={() => shift(index, -1)}
              />
              <Button
                size="small"
                type="text"
                disabled={index === sections.length - 1}
                aria-label={t('layout.down')}
                icon={<ArrowDown size={14} />}
                onClick={() => shift(index, 1)}
              />
              <Button
                size="small"
                type="text"
                aria-label={t('layout.removeSection')}
                icon={<Trash2 size={14} />}
                onClick={() => remove(section.key)}
              />
            </header>
            <FieldArea
              id={section.key}
              columns={section.columns}
              names={fields[section.key] ?? []}
              whole={whole}
              onHide={(name) => hide(section.key, name)}
            />
          </section>
        ))}
        <div>
          <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={add}>
            {t('layout.addSection')}
          </Button>
        </div>
        <section className={styles.sectionCard} aria-label={t('layout.unplaced')}>
          <header className={styles.sectionHead}>
            <span className={admin.caption}>{t('layout.unplaced')}</span>
            <span className={admin.faint}>{t('layout.unplacedHint')}</span>
          </header>
          <FieldArea id={unplaced} columns={3} names={fields[unplaced] ?? []} whole={whole} />
        </section>
      </div>
      <SaveBar shown={dirty} busy={overlay.busy} problem={overlay.problem} disabled={!whole.edit} onSave={() => void save()} />
    </DragDropProvider>
  );
}

interface FieldAreaProps {
  id: string;
  columns: number;
  names: readonly string[];
  whole: WholeDefinition;
  onHide?(name: string): void;
}

function FieldArea({ id, columns, names, whole, onHide }: FieldAreaProps) {
  const { ref } = useDroppable({ id, type: 'section', accept: 'field', collisionPriority: 1 });
  return (
    <div ref={ref} className={styles.sectionFields} style={{ '--columns': columns }}>
      {names.map((name, index) => (
        <FieldCard key={name} name={name} index={index} group={id} whole={whole} onHide={onHide && (() => onHide(name))} />
      ))}
    </div>
  );
}

interface FieldCardProps {
  name: string;
  index: number;
  group: string;
  whole: WholeDefinition;
  onHide?(): void;
}

function FieldCard({ name: place, index, group, whole, onHide }: FieldCardProps) {
  const t = useText();
  const name = fieldOf(place);
  const field = whole.definition.fields.find((f) => f.name === name) ?? whole.systemFields.find((f) => f.name === name);
  const label = field ? say(field.label, currentLanguage()) : name;
  const { ref, handleRef } = useSortable({ id: place, index, group, type: 'field', accept: 'field' });
  return (
    <div ref={ref} className={styles.fieldCard} data-place={name}>
      <button
        ref={handleRef}
        type="button"
        className={`${admin.handle} ${styles.grip}`}
        aria-label={t('admin.drag', { name: label })}
      >
        <GripVertical size={14} aria-hidden="true" />
        <span>{label}</span>
      </button>
      {onHide && (
        <Button
          type="text"
          size="small"
          aria-label={t('layout.hide', { field: label })}
          icon={<EyeOff size={14} />}
          onClick={onHide}
        />
      )}
    </div>
  );
}
