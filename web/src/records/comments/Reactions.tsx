import { Button, Popover, Tooltip } from 'antd';
import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import type { Option } from '../../api/meta.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { text, useText } from '../../i18n/text.ts';
import styles from './Comments.module.css';
import type { Reaction } from './comments.ts';

interface ReactionsProps {
  reactions: readonly Reaction[];
  /** Sets a sign, or takes back one's own. Absent where one may not. */
  onReact?(emoji: string, mine: Reaction | undefined): void;
}

/** The sign of an option: its label begins with it, and says in words what it means. */
const signOf = (option: Option) => option.label.split(' ')[0] ?? option.label;
const wordsOf = (option: Option) => option.label.split(' ').slice(1).join(' ') || option.label;

/** The signs under a comment, each with how many set it; and the way to set one. */
export function Reactions({ reactions, onReact }: ReactionsProps) {
  const t = useText();
  const { user } = useWorkspace();
  const [open, setOpen] = useState(false);
  const options = useDefinitions().field('comment_reaction', 'emoji')?.options ?? [];
  const mineOf = (emoji: string) => reactions.find((r) => r.emoji === emoji && r.person.id === user.id);
  return (
    <>
      {options.map((option) => {
        const those = reactions.filter((r) => r.emoji === option.value);
        if (those.length === 0) return null;
        const names = those.map((r) => r.person.name).join(text('common.comma'));
        const mine = mineOf(option.value);
        return (
          <Tooltip key={option.value} title={`${names} · ${wordsOf(option)}`}>
            <button
              type="button"
              className={styles.reaction}
              aria-pressed={mine !== undefined}
              aria-label={t('comment.reactionBy', { reaction: wordsOf(option), names })}
              disabled={!onReact}
              onClick={() => onReact?.(option.value, mine)}
            >
              <span aria-hidden="true">{signOf(option)}</span> {those.length}
            </button>
          </Tooltip>
        );
      })}
      {onReact && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          arrow={false}
          placement="topLeft"
          destroyOnHidden
          content={
            <div className={styles.signs}>
              {options.map((option) => (
                <Button
                  key={option.value}
                  type="text"
                  aria-label={wordsOf(option)}
                  title={wordsOf(option)}
                  aria-pressed={mineOf(option.value) !== undefined}
                  onClick={() => {
                    setOpen(false);
                    onReact(option.value, mineOf(option.value));
                  }}
                >
                  {signOf(option)}
                </Button>
              ))}
            </div>
          }
        >
          <Button type="text" size="small" aria-label={t('comment.react')} icon={<SmilePlus size={14} />} />
        </Popover>
      )}
    </>
  );
}
