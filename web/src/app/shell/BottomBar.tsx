import { Menu, Search } from 'lucide-react';
import { Suspense, useState } from 'react';
import { NavLink } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { placesAtHand, placesOf } from '../menuItems.ts';
import { useDefinitions } from '../workspace.tsx';
import styles from './BottomBar.module.css';

const PlacesSheet = lazyPart(() => import('./PlacesSheet.tsx').then((m) => m.PlacesSheet));

/** The menu within reach of a thumb: the places used most, the search, and a sheet with the rest. */
export function BottomBar({ onSearch }: { onSearch(): void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [everOpen, setEverOpen] = useState(false);
  if (open && !everOpen) setEverOpen(true);
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
      {everOpen && (
        <Suspense fallback={null}>
          <PlacesSheet groups={groups} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
