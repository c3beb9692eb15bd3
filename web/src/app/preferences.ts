import { useSyncExternalStore } from 'react';
import type { Language } from '../i18n/text.ts';
import type { Density, Mode } from '../theme/tokens.ts';

/** What a person has chosen for this browser. */
export interface Preferences {
  mode: Mode | 'system';
  density: Density;
  language: Language | null;
  /** What the server last said the person reads: when it says something else, they chose it in another browser. */
  languageKept?: Language;
  menuCollapsed: boolean;
}

const storageKey = 'tongke.preferences';
const listeners = new Set<() => void>();
let current: Preferences = { mode: 'system', density: 'comfortable', language: null, menuCollapsed: false, ...stored() };

function stored(): Partial<Preferences> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
    return kept.language === 'zh-CN' || kept.language === 'en' ? kept : { ...kept, language: null };
  } catch {
    return {};
  }
}

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser that forbids storage keeps the choice until the tab closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function watchSystem(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Light or dark, after asking the system where the person left it to the system. */
export function useMode(): Mode {
  const system = useSyncExternalStore(watchSystem, () => dark.matches);
  const { mode } = usePreferences();
  return mode === 'system' ? (system ? 'dark' : 'light') : mode;
}
