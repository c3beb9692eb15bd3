import type { NavigateFunction } from 'react-router';
import { hasPage } from '../../admin/hasPage.ts';
import type { Definitions } from '../../api/meta.ts';
import { type TextKey, text } from '../../i18n/text.ts';
import { chooseLanguage } from '../chooseLanguage.ts';
import { openDialog } from '../dialogs.ts';
import { placesOf } from '../menuItems.ts';
import { prefer } from '../preferences.ts';
import { pageParts, pageWords } from './pageWords.ts';

/** A line of the palette. */
export interface Command {
  id: string;
  group: Extract<TextKey, 'palette.records' | 'palette.pages' | 'palette.create' | 'palette.settings'>;
  label: string;
  hint?: string;
  icon?: string;
  fallback?: string;
  key?: string;
  /** Other words by which people look for it. */
  words?: string;
  run(): void;
}

/** What people who want to make one call it, beside its name. */
const otherWords: Readonly<Record<string, readonly string[]>> = { hand_over: ['hand over', 'leaving', '离职', '调岗'] };

/** Everything one can do from anywhere. */
export function commandsFor(definitions: Definitions, navigate: NavigateFunction): Command[] {
  const pages = placesOf(definitions).flatMap((group) =>
    group.places.map(
      (place): Command => ({
        id: place.to,
        group: 'palette.pages',
        label: place.label,
        hint: group.label,
        icon: place.icon,
        fallback: place.fallback,
        words: [place.key, pageWords[place.key]].filter(Boolean).join(' '),
        run: () => navigate(place.to),
      }),
    ),
  );
  const parts = pageParts
    .filter((part) => hasPage(definitions, part.page))
    .map(
      ({ page, tab, label, words }): Command => ({
        id: `${page}:${tab}`,
        group: 'palette.pages',
        label: text(label),
        hint: text(`admin.${page}`),
        icon: 'settings',
        words,
        run: () => navigate(`/admin/${page}?tab=${tab}`),
      }),
    );
  const views = definitions.objects.flatMap((object) =>
    object.views.slice(1).map(
      (view): Command => ({
        id: `${object.name}:${view.name}`,
        group: 'palette.pages',
        label: `${object.plural} › ${view.label}`,
        icon: object.icon,
        fallback: object.name,
        words: view.name,
        run: () => navigate(`/o/${object.name}?view=${view.name}`),
      }),
    ),
  );
  // What has no place in the menu is written by rules or made on its own page, and what the company is set up with is imported by nobody.
  const listed = new Set(
    placesOf(definitions).flatMap((group) => group.places.map((place) => (place.list ? `/o/${place.list}` : place.to))),
  );
  const creates = definitions.objects
    .filter((o) => o.can.create && o.owned && listed.has(`/o/${o.name}`))
    .map(
      (object): Command => ({
        id: `new:${object.name}`,
        group: 'palette.create',
        label: text('list.new', { object: object.label }),
        icon: object.icon,
        fallback: object.name,
        words: ['new', object.name, ...(otherWords[object.name] ?? [])].join(' '),
        run: () => openDialog({ kind: 'create', object: object.name }),
      }),
    );
  const imports = definitions.objects
    .filter((o) => o.can.import && o.can.create && o.owned && o.group !== 'setup' && listed.has(`/o/${o.name}`))
    .map(
      (object): Command => ({
        id: `import:${object.name}`,
        group: 'palette.create',
        label: text('import.title', { plural: object.plural }),
        icon: 'upload',
        words: `import ${object.name}`,
        run: () => navigate(`/import/${object.name}`),
      }),
    );
  const jobs: Command = {
    id: 'jobs',
    group: 'palette.pages',
    label: text('jobs.title'),
    icon: 'inbox',
    words: pageWords.jobs,
    run: () => navigate('/jobs'),
  };
  const settings: Command[] = [
    ...(hasPage(definitions, 'roles')
      ? [
          {
            id: 'explain',
            group: 'palette.pages',
            label: text('action.explainAccess'),
            icon: 'lock',
            words: 'explain access why rights permission 权限 看不到 谁能看',
            run: () => navigate('/admin/roles?tab=explain'),
          } satisfies Command,
        ]
      : []),
    {
      id: 'light',
      group: 'palette.settings',
      label: text('look.useLight'),
      icon: 'settings',
      words: 'light',
      run: () => prefer({ mode: 'light' }),
    },
    {
      id: 'dark',
      group: 'palette.settings',
      label: text('look.useDark'),
      icon: 'settings',
      words: 'dark',
      run: () => prefer({ mode: 'dark' }),
    },
    {
      id: 'zh',
      group: 'palette.settings',
      label: '切换到中文',
      icon: 'settings',
      words: 'chinese language',
      run: () => chooseLanguage('zh-CN'),
    },
    {
      id: 'en',
      group: 'palette.settings',
      label: 'Switch to English',
      icon: 'settings',
      words: 'english 英文 language',
      run: () => chooseLanguage('en'),
    },
    {
      id: 'compact',
      group: 'palette.settings',
      label: text('look.useCompact'),
      icon: 'settings',
      words: 'compact density',
      run: () => prefer({ density: 'compact' }),
    },
    {
      id: 'comfortable',
      group: 'palette.settings',
      label: text('look.useComfortable'),
      icon: 'settings',
      words: 'comfortable density',
      run: () => prefer({ density: 'comfortable' }),
    },
    {
      id: 'keys',
      group: 'palette.settings',
      label: text('keys.title'),
      key: '?',
      icon: 'settings',
      words: 'keyboard shortcuts',
      run: () => openDialog({ kind: 'keys' }),
    },
  ];
  return [...pages, ...parts, jobs, ...views, ...creates, ...imports, ...settings];
}
