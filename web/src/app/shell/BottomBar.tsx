import { Drawer } from 'antd';
import { Menu, Search } from 'lucide-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { placesAtHand, placesOf } from '../menuItems.ts';
import { Shelf } from '../shelf/Shelf.tsx';
import { useDefinitions } from '../workspace.tsx';
import styles from './BottomBar.module.css';

/** The menu within reach of a thumb: the places used most, the search, and a sheet with the rest. */
export function BottomBar({ onSearch }: { onSearch(): void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const groups = placesOf(useDefinitions());
  const first = placesAtHand(groups, 4);
  return (
    <nav className={styles.bar} aria-label={t('shell.menu')}>
      {first.map((place) => (
        <NavLink key={place.key} to={place.to} end={place.to === '/'}>
          <Icon name={place.icon} fallback={place.fallback} size={20} />
          <span>{place.label}</span>
        </NavLink>
      ))}
      <button type="button" onClick={onSearch}>
        <Search size={20} strokeWidth={1.75} aria-hidden="true" />
        <span>{t('shell.searchShort')}</span>
      </button>
      <button type="button" onClick={() => setOpen(true)} aria-expanded={open}>
        <Menu size={20} strokeWidth={1.75} aria-hidden="true" />
        <span>{t('common.more')}</span>
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="70%" title={t('shell.menu')}>
        {groups.map((group) => (
          <section key={group.label} className={styles.group}>
            {group.label && <h2>{group.label}</h2>}
            {group.places.map((place) => (
              <NavLink key={place.key} to={place.to} end={place.to === '/'} onClick={() => setOpen(false)}>
                <Icon name={place.icon} fallback={place.fallback} size={20} />
                {place.label}
              </NavLink>
            ))}
          </section>
        ))}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link inside arrives as a click */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only the links inside are operated */}
        <div onClick={(event) => (event.target as HTMLElement).closest('a') && setOpen(false)}>
          <Shelf className={styles.shelf} />
        </div>
      </Drawer>
    </nav>
  );
}
