import { Drawer } from 'antd';
import { NavLink } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { PlaceGroup } from '../menuItems.ts';
import { Shelf } from '../shelf/Shelf.tsx';
import styles from './BottomBar.module.css';

interface PlacesSheetProps {
  groups: readonly PlaceGroup[];
  open: boolean;
  onClose(): void;
}

/** The sheet with every place there is, what one keeps and what one saw last. */
export function PlacesSheet({ groups, open, onClose }: PlacesSheetProps) {
  const t = useText();
  return (
    <Drawer open={open} onClose={onClose} placement="bottom" size="70%" title={t('shell.menu')}>
      {groups.map((group) => (
        <section key={group.label} className={styles.group}>
          {group.label && <h2>{group.label}</h2>}
          {group.places.map((place) => (
            <NavLink key={place.key} to={place.to} end={place.to === '/'} onClick={onClose}>
              <Icon name={place.icon} fallback={place.fallback} size={20} />
              {place.label}
            </NavLink>
          ))}
        </section>
      ))}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link inside arrives as a click */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only the links inside are operated */}
      <div onClick={(event) => (event.target as HTMLElement).closest('a') && onClose()}>
        <Shelf className={styles.shelf} />
      </div>
    </Drawer>
  );
}
