import { useQueryClient } from '@tanstack/react-query';
import { CircleUser, Keyboard, Languages, LogOut, Moon, Rows3, Sun, SunMoon } from 'lucide-react';
import { useNavigate } from 'react-router';
import { type SessionState, sessionKey, signOut } from '../../api/session.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { WithMenu } from '../../ui/Opener.tsx';
import { tellError } from '../../ui/toast.ts';
import { chooseLanguage } from '../chooseLanguage.ts';
import { openDialog } from '../dialogs.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { useWorkspace } from '../workspace.tsx';
import styles from './PersonMenu.module.css';

/** The person: looks, language, keys, and the way out. */
export function PersonMenu({ compact }: { compact?: boolean }) {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { user } = useWorkspace();
  const { mode, density, language } = usePreferences();
  const leave = () => {
    signOut()
      .then(() => {
        // The session's query stays: the door watches it, and would not notice another one in its place.
        client.setQueryData<SessionState>(sessionKey, { kind: 'signedOut' });
        client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      })
      .catch((error: unknown) => tellError(reasonOf(error)));
  };
  const items = [
    { key: 'who', type: 'group' as const, label: `${user.name} · ${user.login}` },
    {
      key: 'mode',
      icon: <SunMoon size={14} />,
      label: t('look.mode'),
      children: [
        { key: 'light', icon: <Sun size={14} />, label: t('look.light'), onClick: () => prefer({ mode: 'light' }) },
        { key: 'dark', icon: <Moon size={14} />, label: t('look.dark'), onClick: () => prefer({ mode: 'dark' }) },
        { key: 'system', icon: <SunMoon size={14} />, label: t('look.system'), onClick: () => prefer({ mode: 'system' }) },
      ],
    },
    {
      key: 'density',
      icon: <Rows3 size={14} />,
      label: t('look.density'),
      children: [
        { key: 'comfortable', label: t('look.comfortable'), onClick: () => prefer({ density: 'comfortable' }) },
        { key: 'compact', label: t('look.compact'), onClick: () => prefer({ density: 'compact' }) },
      ],
    },
    {
      key: 'language',
      icon: <Languages size={14} />,
      // Who reads neither the one language nor the other finds the way to their own.
      label: '语言 · Language',
      children: [
        { key: 'zh-CN', label: '中文', onClick: () => chooseLanguage('zh-CN') },
        { key: 'en', label: 'English', onClick: () => chooseLanguage('en') },
      ],
    },
    { key: 'profile', icon: <CircleUser size={14} />, label: t('profile.title'), onClick: () => navigate('/profile') },
    { key: 'keys', icon: <Keyboard size={14} />, label: t('keys.title'), onClick: () => openDialog({ kind: 'keys' }) },
    { type: 'divider' as const, key: 'line' },
    { key: 'leave', icon: <LogOut size={14} />, label: t('session.signOut'), onClick: leave },
  ];
  return (
    <WithMenu
      placement={compact ? 'bottomRight' : 'topLeft'}
      menu={{ items, selectable: true, selectedKeys: [mode, density, language ?? 'zh-CN'] }}
    >
      <button
        type="button"
        className={compact ? styles.compact : styles.person}
        aria-label={t('shell.person', { name: user.name })}
      >
        <Avatar name={user.name} size={24} />
        {!compact && <span>{user.name}</span>}
      </button>
    </WithMenu>
  );
}
