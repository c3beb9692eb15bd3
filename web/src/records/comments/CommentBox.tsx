import { useQuery } from '@tanstack/react-query';
import { Button, Mentions } from 'antd';
import { Send } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { listRecords } from '../../api/records.ts';
import { useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useAttaching } from '../attachments/useAttaching.tsx';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import styles from './Comments.module.css';
import { askedBefore, mentionedIn, type Person, type Subject } from './comments.ts';
import { Unreached } from './Unreached.tsx';

interface CommentBoxProps {
  /** What is talked about. */
  subject: Subject;
  /** Under which what is typed is kept until it is sent. */
  draftKey?: string;
  /** Where editing begins, and whom it names. */
  text?: string;
  named?: readonly Person[];
  placeholder: string;
  submitLabel: string;
  autoFocus?: boolean;
  /** What stands before the button. */
  foot?: ReactNode;
  /** Answers whether it was taken: only then the box empties. */
  onSubmit(text: string, mentions: readonly Person[], files: readonly string[]): Promise<boolean>;
  onCancel?(): void;
}

const nobody: readonly Person[] = [];

/** Where one types a comment: an @ offers people, Ctrl + Enter sends. */
export function CommentBox(props: CommentBoxProps) {
  const { draftKey, named = nobody, onSubmit, onCancel } = props;
  const t = useText();
  const [typed, setTyped] = useState(() => props.text ?? String((draftKey && readDraft(draftKey)?.text) ?? ''));
  const [asked, setAsked] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attaches = props.text === undefined;
  const attaching = useAttaching(props.subject.object, props.subject.id);
  const met = useRef(new Map(named.map((person) => [person.id, person])));
  const { people, isSearching } = usePeople(asked);
  for (const person of people) met.current.set(person.id, person);
  useEffect(() => {
    if (draftKey) typed ? writeDraft(draftKey, { text: typed }) : clearDraft(draftKey);
  }, [draftKey, typed]);

  const send = async () => {
    const text = typed.trim();
    if (!text || busy || attaching.isUploading) return;
    setBusy(true);
    if (await onSubmit(text, mentionedIn(text, [...met.current.values()]), attaching.ids)) {
      setTyped('');
      attaching.clear();
    }
    setBusy(false);
  };
  /** What comes from an input method or the clipboard asks for people too: the picker itself only looks when a key is let go. */
  const ask = ({ currentTarget: area }: SyntheticEvent<HTMLTextAreaElement>) => {
    setAsked(askedBefore(area.value.slice(0, area.selectionStart)));
    area.dispatchEvent(new window.KeyboardEvent('keyup', { key: '@', bubbles: true }));
  };
  /** Before the picker takes them: Ctrl + Enter always sends, and Enter breaks the line where nobody was found. */
  const beforePicking = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTextAreaElement) || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setAsked(undefined);
    if (event.key !== 'Enter') return;
    if (event.metaKey || event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      void send();
    } else if (asked && people.length === 0) {
      event.stopPropagation();
      if (isSearching) event.preventDefault();
    }
  };
  return (
    <div className={styles.box} onKeyDownCapture={beforePicking} onPaste={attaches ? attaching.onPaste : undefined}>
      <Mentions
        variant="borderless"
        autoFocus={props.autoFocus}
        aria-label={props.placeholder}
        placeholder={props.placeholder}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={10_000}
        value={typed}
        filterOption={false}
        notFoundContent={t(isSearching ? 'common.loading' : 'comment.nobody')}
        validateSearch={(word) => !/\s/.test(word)}
        options={people.map((person) => ({
          key: person.id,
          value: person.name,
          label: (
            <span className={styles.person}>
              <Avatar name={person.name} />
              {person.name}
            </span>
          ),
        }))}
        onSearch={setAsked}
        onSelect={() => setAsked(undefined)}
        onChange={setTyped}
        onInput={ask}
        onCompositionEnd={ask}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && onCancel) onCancel();
        }}
      />
      <Unreached subject={props.subject} named={mentionedIn(typed, [...met.current.values()])} />
      {attaching.list}
      <div className={styles.boxFoot}>
        {props.foot ?? <span />}
        <span className={styles.buttons}>
          {attaches && attaching.button}
          {onCancel && (
            <Button size="small" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button
            type="primary"
            size="small"
            icon={<Send size={12} />}
            disabled={!typed.trim()}
            loading={busy}
            onClick={() => void send()}
          >
            {props.submitLabel}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** Active people whom the word means by name, pinyin, initials or login; nobody is asked for before an @ was typed. */
function usePeople(word: string | undefined): { people: Person[]; isSearching: boolean } {
  const { data, isFetching } = useQuery({
    queryKey: ['lookup', 'user', 'mention', word],
    queryFn: ({ signal }) =>
      listRecords('user', { filter: 'active eq true', search: word, select: ['id', 'name'], orderby: 'name', top: 8 }, signal),
    enabled: word !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  const found = word === undefined ? [] : (data?.value ?? []);
  return { people: found.map((row) => ({ id: row.id, name: String(row.name ?? '') })), isSearching: isFetching && !data };
}
