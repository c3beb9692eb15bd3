import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useDefinitions } from '../../app/workspace.tsx';
import { adminZh } from '../../i18n/admin.zh.ts';
import { useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { jsonChanges } from './jsonChanges.ts';
import styles from './Security.module.css';

const first = 4;
const isKnown = (key: string): key is keyof typeof adminZh => key in adminZh;

/** What changed inside a structured value such as a role's rights, in the words of the pages where it is set. */
export function JsonChanges({ from, to, isNew }: { from: unknown; to: unknown; isNew: boolean }) {
  const t = useText();
  const definitions = useDefinitions();
  const [open, setOpen] = useState(false);
  const changes = jsonChanges(from, to);
  const word = (groups: readonly string[], name: string) => {
    const key = groups.map((group) => `${group}.${name}`).find(isKnown);
    return key && t(key);
  };
  const step = (name: string, at: number, path: readonly string[]) =>
    name === '*'
      ? t(at === 0 ? 'grant.others' : 'right.others')
      : name === 'fields'
        ? t('explain.fields')
        : ((at === 0 ? definitions.find(name) : definitions.field(path[0] ?? '', name))?.label ?? word(['grant'], name) ?? name);
  const say = (value: unknown) =>
    typeof value === 'boolean'
      ? t(value ? 'boolean.yes' : 'boolean.no')
      : typeof value === 'string'
        ? (word(['scope', 'right'], value) ?? value)
        : value === undefined || value === null
          ? '—'
          : JSON.stringify(value);
  return (
    <ul className={styles.inside}>
      {(open ? changes : changes.slice(0, first)).map(({ path, from: before, to: after }) => (
        <li key={path.join('\n')}>
          {path.length > 0 && <span className={admin.soft}>{path.map(step).join(' · ')}</span>}
          {!isNew && (
            <>
              <span className={styles.before}>{say(before)}</span>
              <ArrowRight size={12} aria-label={t('change.to')} role="img" />
            </>
          )}
          <span className={styles.after}>{say(after)}</span>
        </li>
      ))}
      {!open && changes.length > first && (
        <li>
          <button type="button" className={admin.link} onClick={() => setOpen(true)}>
            {t('changes.moreValues', { count: changes.length - first })}
          </button>
        </li>
      )}
    </ul>
  );
}
