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
  /** Groups of the menu that the person opened or closed. */
  menuGroups?: Readonly<Record<string, boolean>>;
  /** The pipeline whose funnel the person looks at; absent: that with the most open deals. */
  funnelPipeline?: string;
}

const storageKey = 'tongke.preferences';

/** What the browser kept; nothing where it forbids storage. */
export function readPreferences(): Preferences {
  return { mode: 'system', density: 'comfortable', language: null, menuCollapsed: false, ...stored() };
}

/** The choice stands until the tab closes where the browser forbids storage. */
export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // Nothing else is to be done.
  }
}

function stored(): Partial<Preferences> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
    return kept.language === 'zh-CN' || kept.language === 'en' ? kept : { ...kept, language: null };
  } catch {
    return {};
  }
}

/** The language to speak: what was chosen, or that of the product. */
export function languageOf({ language }: Preferences): Language {
  return language ?? 'zh-CN';
}
