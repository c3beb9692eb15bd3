import { ChevronDown, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Brand } from '../../ui/Brand.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { closedAtFirst, groupKey, type PlaceGroup, placesOf } from '../menuItems.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { Shelf } from '../shelf/Shelf.tsx';
import { useWorkspace } from '../workspace.tsx';
import { JobsButton } from './JobsButton.tsx';
import { NotificationsButton } from './NotificationsButton.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { PlaceLink } from './PlaceLink.tsx';
import styles from './SideMenu.module.css';

/** Where one can go, in the groups the definitions give. */
export function SideMenu({ onSearch }: { onSearch(): void }) {
  const t = useText();
  const { definitions, company } = useWorkspace();
  const { menuCollapsed, menuGroups } = usePreferences();
  const groups = placesOf(definitions);
  const rare = closedAtFirst(groups);
  const isClosed = (group: PlaceGroup) => !(menuGroups?.[groupKey(group)] ?? !rare.has(groupKey(group)));
  const fold = (group: PlaceGroup, section: Element | null) => {
    prefer({ menuGroups: { ...menuGroups, [groupKey(group)]: isClosed(group) } });
    // What a group below the edge opens is brought into sight.
    requestAnimationFrame(() => section?.scrollIntoView({ block: 'nearest' }));
  };
  const nav = useRef<HTMLElement>(null);
  // A long menu begins at its top; what one is looking at may stand further down.
  const { pathname, search } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is changes which entry is the current one
  useEffect(() => {
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname, search]);
  const toggle = () => prefer({ menuCollapsed: !menuCollapsed });
  const toggleLabel = t(menuCollapsed ? 'shell.expand' : 'shell.collapse');
  return (
    <aside className={menuCollapsed ? styles.narrow : styles.menu}>
      <div className={styles.head}>
        <Brand size={26} />
        {!menuCollapsed && <strong className={styles.company}>{company.name || '通客'}</strong>}
        <Tip title={toggleLabel} placement="right">
          <Button
            type="text"
            size="small"
            className={styles.toggle}
            aria-label={toggleLabel}
            aria-expanded={!menuCollapsed}
            icon={menuCollapsed ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
            onClick={toggle}
          />
        </Tip>
      </div>
      <button
        type="button"
        className={styles.search}
        onClick={onSearch}
        aria-label={menuCollapsed ? t('shell.search') : undefined}
      >
        <Search size={16} aria-hidden="true" />
        {!menuCollapsed && <span>{t('shell.search')}</span>}
        {!menuCollapsed && <kbd>{/Mac/.test(navigator.platform) ? '⌘' : 'Ctrl'} K</kbd>}
      </button>
      <nav ref={nav} className={styles.nav} aria-label={t('shell.menu')}>
        {groups.map((group) => (
          <section key={group.label} data-closed={(!menuCollapsed && isClosed(group)) || undefined}>
            {!menuCollapsed && group.label && (
              <h2>
                <button
                  type="button"
                  aria-expanded={!isClosed(group)}
                  onClick={(event) => fold(group, event.currentTarget.closest('section'))}
                >
                  {group.label}
                  <ChevronDown size={14} aria-hidden="true" />
                </button>
              </h2>
            )}
            <ul>
              {group.places.map((place) => (
                <li key={place.key}>
                  <Tip title={menuCollapsed ? place.label : null} placement="right">
                    <PlaceLink to={place.to} aria-label={menuCollapsed ? place.label : undefined}>
                      <Icon name={place.icon} fallback={place.fallback} />
                      {!menuCollapsed && <span>{place.label}</span>}
                    </PlaceLink>
                  </Tip>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {!menuCollapsed && <Shelf />}
      </nav>
      <div className={styles.foot}>
        <NotificationsButton compact={menuCollapsed} />
        <JobsButton compact={menuCollapsed} />
        <PersonMenu compact={menuCollapsed} />
      </div>
    </aside>
  );
}
