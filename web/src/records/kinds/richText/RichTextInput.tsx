import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Button, Input } from 'antd';
import { Bold, Heading2, Italic, Link2, List, ListOrdered, Quote, Strikethrough, Underline } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { sanitize } from './sanitize.ts';

const tools = [
  ['bold', Bold, (editor: Editor) => editor.chain().focus().toggleBold().run()],
  ['italic', Italic, (editor: Editor) => editor.chain().focus().toggleItalic().run()],
  ['underline', Underline, (editor: Editor) => editor.chain().focus().toggleUnderline().run()],
  ['strike', Strikethrough, (editor: Editor) => editor.chain().focus().toggleStrike().run()],
  ['heading', Heading2, (editor: Editor) => editor.chain().focus().toggleHeading({ level: 2 }).run()],
  ['bulletList', List, (editor: Editor) => editor.chain().focus().toggleBulletList().run()],
  ['orderedList', ListOrdered, (editor: Editor) => editor.chain().focus().toggleOrderedList().run()],
  ['blockquote', Quote, (editor: Editor) => editor.chain().focus().toggleBlockquote().run()],
] as const;

/** Formatted text; what is pasted keeps its paragraphs, lists and links and loses the rest. */
export function RichTextInput({ field, value, onChange, id, autoFocus, disabled }: InputProps<string>) {
  const t = useText();
  const [address, setAddress] = useState<string | null>(null);
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: { levels: [1, 2, 3] }, link: { openOnClick: false, protocols: ['mailto', 'tel'] } }),
    ],
    content: sanitize(value ?? ''),
    autofocus: autoFocus ? 'end' : false,
    editable: !disabled,
    editorProps: { attributes: { 'aria-label': field.label, 'aria-multiline': 'true', role: 'textbox', ...(id ? { id } : {}) } },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getHTML()),
  });
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => tools.map(([name]) => current?.isActive(name) ?? false),
  });
  return (
    <div className={styles.rich}>
      <div className={styles.tools} role="toolbar" aria-label={t('rich.tools')}>
        {tools.map(([name, Drawing, run], index) => (
          <Button
            key={name}
            size="small"
            type="text"
            disabled={disabled}
            className={active?.[index] ? styles.pressed : undefined}
            aria-pressed={active?.[index]}
            aria-label={t(`rich.${name}`)}
            title={t(`rich.${name}`)}
            icon={<Drawing size={14} />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          />
        ))}
        <Button
          size="small"
          type="text"
          disabled={disabled}
          aria-label={t('rich.link')}
          title={t('rich.link')}
          icon={<Link2 size={14} />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setAddress(editor.getAttributes('link').href ?? '')}
        />
        {address !== null && (
          <Input
            size="small"
            autoFocus
            className={styles.linkInput}
            aria-label={t('rich.address')}
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            onBlur={() => setAddress(null)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return;
              event.preventDefault();
              event.stopPropagation();
              if (event.key === 'Enter') linkTo(editor, address);
              setAddress(null);
            }}
          />
        )}
      </div>
      <EditorContent editor={editor} className={`${styles.editor} ${styles.html}`} />
    </div>
  );
}

/** The selected words lead to the address; none takes the link away. */
function linkTo(editor: Editor, typed: string): void {
  const address = typed.trim();
  const change = editor.chain().focus().extendMarkRange('link');
  if (address === '') change.unsetLink().run();
  else change.setLink({ href: /^(https?:|mailto:|tel:)/i.test(address) ? address : `https://${address}` }).run();
}
