import { useRef, useState } from 'react';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, text } from '../../i18n/text.ts';
import { brokenRuleOf } from '../conditions.ts';
import { kindOf } from '../kinds/registry.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import { isShown } from '../useSaveRecord.ts';
import { sameValue } from '../values.ts';
import styles from './InlineEditor.module.css';

export interface InlineEditorProps {
  object: ObjectMeta;
  field: FieldMeta;
  record: Record<string, unknown>;
  /** What the person typed to begin with, replacing the value. */
  typed?: string;
  inCell?: boolean;
  onSave(values: Record<string, unknown>): Promise<unknown>;
  onClose(): void;
}

/** Edits one field where it is read. Enter or leaving saves, Escape does not; a refused value stays with the reason beside it. */
export function InlineEditor({ object, field, record, typed, inCell, onSave, onClose }: InlineEditorProps) {
  const kind = kindOf(field);
  // What arrives masked is typed anew; leaving it untouched keeps it.
  const before = kind.masked ? null : kind.parse(record[field.name], field);
  const [draft, setDraft] = useState<Record<string, unknown>>({
    [field.name]: typed === undefined ? before : (kind.parse(typed, field) ?? before),
  });
  const workspace = useWorkspace();
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const closed = useRef(false);
  const busy = useRef(false);

  const save = async (values: Record<string, unknown>) => {
    if (closed.current || busy.current) return;
    const unread = Object.values(values).find((value) => value instanceof Unreadable);
    if (unread) return setProblem(text(unread.reason));
    const broken = brokenRuleOf(object, field.name, { ...record, ...values }, workspace);
    if (broken) return setProblem(broken);
    const unchanged = Object.entries(values).every(([name, value]) =>
      sameValue(value, name === field.name ? before : record[name]),
    );
    if (unchanged) return close();
    busy.current = true;
    setSaving(true);
    try {
      await onSave(values);
      close();
    } catch (error) {
      if (isShown(error)) return close();
      busy.current = false;
      setProblem(messageOf(error, field.name));
      setSaving(false);
    }
  };
  const close = () => {
    closed.current = true;
    onClose();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the input inside
    <div
      ref={frame}
      className={inCell ? styles.cell : styles.field}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') close();
        // Enter on the choice there was changes nothing and is the end of it.
        if (event.key === 'Enter' && kind.savesOnChoice && isChoosing())
          setTimeout(() => busy.current || closed.current || close());
        const multiline = event.target instanceof HTMLTextAreaElement || (event.target as HTMLElement).isContentEditable;
        if (
          event.key === 'Enter' &&
          !event.nativeEvent.isComposing &&
          !isChoosing() &&
          (!multiline || event.metaKey || event.ctrlKey)
        )
          void save(draft);
      }}
      onBlur={(event) => {
        const next = event.relatedTarget as HTMLElement | null;
        if (
          frame.current?.contains(next) ||
          next?.closest('.ant-select-dropdown, .ant-picker-dropdown') ||
          (next === null && isChoosing())
        )
          return;
        void save(draft);
      }}
    >
      {kind.Input && (
        <kind.Input
          field={field}
          value={draft[field.name] instanceof Unreadable ? null : (draft[field.name] ?? null)}
          record={{ ...record, ...draft }}
          autoFocus
          inCell={inCell}
          disabled={saving}
          invalid={problem !== null}
          onChange={(value, beside) => {
            const next = { ...draft, ...beside, [field.name]: value };
            setDraft(next);
            setProblem(
              value instanceof Unreadable ? null : (brokenRuleOf(object, field.name, { ...record, ...next }, workspace) ?? null),
            );
            if (kind.savesOnChoice) void save(next);
          }}
        />
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A list or calendar is open and Enter belongs to it. */
function isChoosing(): boolean {
  return (
    document.querySelector(
      '.ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)',
    ) !== null
  );
}

function messageOf(error: unknown, field: string): string {
  const detail = error instanceof ApiError ? error.details.find((d) => d.target === field) : undefined;
  return detail?.message ?? reasonOf(error);
}
