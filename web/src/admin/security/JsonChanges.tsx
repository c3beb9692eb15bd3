import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useDefinitions } from '../../app/workspace.tsx';
import { type TextKey, useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { jsonChanges } from './jsonChanges.ts';
import styles from './Security.module.css';

const first = 4;

/** The words of the pages on which rights are set. */
const words = [
  ...(['read', 'edit', 'delete', 'create', 'import', 'export', 'mass_edit', 'transfer', 'approve', 'purge'] as const).map(
    (action) => `grant.${action}` as const,
  ),
  ...(['none', 'own', 'subordinates', 'department', 'department_tree', 'all'] as const).map((scope) => `scope.${scope}` as const),
  ...(['mask', 'read', 'edit'] as const).map((right) => `right.${right}` as const),
] satisfies TextKey[];

/** What changed inside a structured value such as a role's rights, in the words of the pages where it is set. */
export function JsonChanges({ from, to, isNew }: { from: unknown; to: unknown; isNew: boolean }) {
  const t = useText();
  const definitions = useDefinitions();
  const [open, setOpen] = useState(false);
  const changes = jsonChanges(from, to);
  const word = (groups: readonly string[], name: string) => {
    const key = words.find((known) => groups.some((group) => known === `${group}.${name}`));
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
