import { Button } from 'antd';
import { Bold, Italic, List, ListOrdered, Underline } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { sanitize } from './sanitize.ts';

const commands = [
  ['bold', Bold, 'rich.bold'],
  ['italic', Italic, 'rich.italic'],
  ['underline', Underline, 'rich.underline'],
  ['insertUnorderedList', List, 'rich.list'],
  ['insertOrderedList', ListOrdered, 'rich.numbers'],
] as const;

/** Formatted text with the five things people format in a CRM. */
export function RichTextInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<string>) {
  const t = useText();
  const editor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = editor.current;
    if (element && document.activeElement !== element) element.innerHTML = sanitize(value ?? '');
  }, [value]);
  useEffect(() => {
    if (autoFocus) editor.current?.focus();
  }, [autoFocus]);
  return (
    <div>
      <div className={styles.tools}>
        {commands.map(([command, Drawing, label]) => (
          <Button
            key={command}
            size="small"
            type="text"
            aria-label={t(label)}
            icon={<Drawing size={14} />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => document.execCommand(command)}
          />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a text area cannot hold formatting */}
      <div
        ref={editor}
        id={id}
        className={`${styles.editor} ${styles.html}`}
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={field.label}
        contentEditable={!disabled}
        onInput={(event) => onChange(event.currentTarget.textContent?.trim() ? sanitize(event.currentTarget.innerHTML) : null)}
      />
    </div>
  );
}
