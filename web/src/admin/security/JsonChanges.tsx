import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useDefinitions } from '../../app/workspace.tsx';
import { type TextKey, useLanguage, useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { isSaid, jsonChanges, namesFields } from './jsonChanges.ts';
import styles from './Security.module.css';

const first = 4;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const isId = (text: string) => id.test(text);

/** The words of the pages on which rights are set. */
const words = [
  ...(['read', 'edit', 'delete', 'create', 'import', 'export', 'mass_edit', 'transfer', 'approve', 'purge'] as const).map(
    (action) => `grant.${action}` as const,
  ),
  ...(['none', 'own', 'subordinates', 'department', 'department_tree', 'all'] as const).map((scope) => `scope.${scope}` as const),
  ...(['none', 'mask', 'read', 'edit'] as const).map((right) => `right.${right}` as const),
  ...(
    [
      'aliases',
      'cards',
      'color',
      'columns',
      'criteria',
      'default',
      'fields',
      'field',
      'filter',
      'formula',
      'groupBy',
      'headline',
      'help',
      'kind',
      'label',
      'layout',
      'max',
      'min',
      'name',
      'number',
      'object',
      'options',
      'order',
      'orderBy',
      'plural',
      'questions',
      'readOnly',
      'recordTypes',
      'related',
      'required',
      'search',
      'sections',
      'type',
      'unique',
      'validations',
      'views',
      'width',
    ] as const
  ).map((part) => `part.${part}` as const),
  ...(['today', 'approvals', 'tasks', 'calendar', 'funnel', 'targets', 'team', 'recent', 'view'] as const).map(
    (kind) => `card.${kind}` as const,
  ),
  'size.half',
  'size.full',
] satisfies TextKey[];

interface JsonChangesProps {
  from: unknown;
  to: unknown;
  isNew: boolean;
  /** The object of which it says something: names of fields are its. */
  about?: string;
}

/** What changed inside a structured value such as a role's rights, in the words of the pages where it is set. */
export function JsonChanges({ from, to, isNew, about }: JsonChangesProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [open, setOpen] = useState(false);
  const isEnglish = useLanguage() === 'en';
  const told = (value: { zh: string; en?: string }) => (isEnglish && value.en) || value.zh;
  const word = (groups: readonly string[], name: string) => {
    const key = groups.map((group) => words.find((known) => known === `${group}.${name}`)).find(Boolean);
    return key && t(key);
  };
  /** What a part of a list calls itself. */
  const nameOf = (part: Record<string, unknown>): string | undefined => {
    const card = typeof part.kind === 'string' && 'width' in part ? word(['card'], part.kind) : undefined;
    if (card && !part.title) return card;
    for (const own of [part.label, part.title, part.name, part.field, part.kind, part.value])
      if (isSaid(own)) return told(own);
      else if (typeof own === 'string' && own) return own;
    return undefined;
  };
  const object = definitions.find(about);
  const fieldLabel = (name: string) => object && definitions.field(object, name)?.label;
  const changes = jsonChanges(from, to, nameOf);
  const step = (name: string, at: number, path: readonly string[]) =>
    name === '*'
      ? t(at === 0 ? 'grant.others' : 'right.others')
      : name === 'fields'
        ? t('explain.fields')
        : ((at === 0 ? definitions.find(name) : definitions.field(path[0] ?? '', name))?.label ??
          word(['grant', 'part'], name) ??
          fieldLabel(name) ??
          definitions.find(name)?.label ??
          (isId(name) ? t('changes.part') : name));
  const say = (value: unknown, path: readonly string[]): string =>
    typeof value === 'boolean'
      ? t(value ? 'boolean.yes' : 'boolean.no')
      : typeof value === 'string'
        ? isId(value)
          ? t('changes.part')
          : ((namesFields(path) ? fieldLabel(value.replace(/^-/, '')) : undefined) ??
            // A field that is hidden has no right; a record out of reach has no scope.
            word(path.includes('fields') ? ['right', 'scope', 'size'] : ['scope', 'right', 'size'], value) ??
            definitions.find(value)?.label ??
            value)
        : value === undefined || value === null
          ? '—'
          : isSaid(value)
            ? told(value)
            : Array.isArray(value)
              ? value.length > 0 && value.every((one) => sayPart(one, path) !== undefined)
                ? value.map((one) => sayPart(one, path)).join(t('common.comma'))
                : t('changes.parts', { count: value.length })
              : typeof value === 'object'
                ? (nameOf(value as Record<string, unknown>) ?? t('changes.parts', { count: Object.keys(value).length }))
                : String(value);
  /** A part of a list in words; nothing where only a number says something. */
  const sayPart = (part: unknown, path: readonly string[]): string | undefined => {
    if (typeof part === 'string') return isId(part) ? undefined : say(part, path);
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? isSaid(part)
        ? told(part)
        : nameOf(part as Record<string, unknown>)
      : say(part, path);
  };
  return (
    <div className={styles.structured}>
      <ul className={styles.inside}>
        {(open ? changes : changes.slice(0, first)).map(({ path, from: before, to: after }) => (
          <li key={JSON.stringify([path, before, after])}>
            {path.length > 0 && <span className={admin.soft}>{path.map(step).join(' · ')}</span>}
            {!isNew && (
              <>
                <span className={styles.before}>{say(before, path)}</span>
                <ArrowRight size={12} aria-label={t('change.to')} role="img" />
              </>
            )}
            <span className={styles.after}>{say(after, path)}</span>
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
      <details className={styles.raw}>
        <summary>{t('changes.raw')}</summary>
        <pre>{JSON.stringify(isNew ? to : { from, to }, null, 2)}</pre>
      </details>
    </div>
  );
}
