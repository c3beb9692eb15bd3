import { Link, useLocation } from 'react-router';
import { useFavourites } from '../../api/favourites.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDefinitions, useWorkspace } from '../workspace.tsx';
import { useRecents } from './recents.ts';
import { useRecordNames } from './useRecordNames.ts';

const shownRecents = 5;

interface ShelfItem {
  key: string;
  to: string;
  label: string;
  object: string;
  icon: string | undefined;
}

/** What a person keeps at hand and what they looked at last, as links of the menu. */
export function Shelf({ className }: { className?: string }) {
  const t = useText();
  const { pathname, search } = useLocation();
  const { favourites, recents } = useShelf();
  const groups = [
    { label: t('shelf.favourites'), items: favourites },
    { label: t('shelf.recents'), items: recents },
  ];
  return groups.map(
    ({ label, items }) =>
      items.length > 0 && (
        <section key={label} className={className}>
          <h2>{label}</h2>
          <ul>
            {items.map((item) => (
              <li key={item.key}>
                <Link to={item.to} title={item.label} aria-current={pathname + search === item.to ? 'page' : undefined}>
                  <Icon name={item.icon} fallback={item.object} />
                  <span>{item.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ),
  );
}

function useShelf(): { favourites: ShelfItem[]; recents: ShelfItem[] } {
  const definitions = useDefinitions();
  const { user } = useWorkspace();
  const kept = useFavourites();
  const keptRecords = kept.flatMap((f) => (f.record ? [{ object: f.object, id: f.record }] : []));
  const isKept = new Set(keptRecords.map((ref) => ref.id));
  const visited = useRecents(user.id)
    .filter((ref) => !isKept.has(ref.id))
    .slice(0, shownRecents);
  const names = useRecordNames([...keptRecords, ...visited]);
  const recordItem = (object: string, id: string): ShelfItem[] => {
    const label = names.get(id);
    return label ? [{ key: id, to: `/o/${object}/${id}`, label, object, icon: definitions.find(object)?.icon }] : [];
  };
  return {
    favourites: kept.flatMap((favourite) => {
      const object = definitions.find(favourite.object);
      if (!object) return [];
      if (favourite.record) return recordItem(object.name, favourite.record);
      const view = object.views.find((v) => v.name === favourite.view);
      return [
        {
          key: favourite.id,
          to: `/o/${object.name}${favourite.view ? `?view=${favourite.view}` : ''}`,
          label: view ? `${object.plural} · ${view.label}` : object.plural,
          object: object.name,
          icon: object.icon,
        },
      ];
    }),
    recents: visited.flatMap((ref) => recordItem(ref.object, ref.id)),
  };
}
