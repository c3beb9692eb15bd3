import type { Definitions, MenuItem } from '../api/meta.ts';
import { text } from '../i18n/text.ts';

export interface Place {
  key: string;
  label: string;
  icon: string | undefined;
  fallback: string;
  to: string;
  /** The object whose list the page stands for. */
  list?: string;
}

const pageIcons: Record<string, string> = { sales: 'chart', jobs: 'inbox' };

/** Where a page of the menu is. */
function addressOf(page: string): string {
  if (page === 'bench') return '/';
  return page === 'jobs' || page.startsWith('admin/') ? `/${page}` : `/page/${page}`;
}

/** A menu's item as a place to go; nothing when the person may not see it. */
export function placeOf(definitions: Definitions, item: MenuItem): Place | undefined {
  if ('page' in item)
    return {
      key: item.page,
      label: item.label,
      icon: item.icon ?? pageIcons[item.page],
      fallback: 'chart',
      to: addressOf(item.page),
      ...(item.list ? { list: item.list } : {}),
    };
  const object = definitions.find(item.object);
  return object && { key: object.name, label: object.plural, icon: object.icon, fallback: object.name, to: `/o/${object.name}` };
}

export interface PlaceGroup {
  label: string;
  places: Place[];
}

/** The menu as this person has it. Without a menu in the definitions, every object in one group. */
export function placesOf(definitions: Definitions): PlaceGroup[] {
  if (definitions.menus.length === 0) {
    return [
      {
        label: text('shell.everything'),
        places: definitions.objects.flatMap((o) => placeOf(definitions, { object: o.name }) ?? []),
      },
    ];
  }
  return definitions.menus
    .map((group) => ({ label: group.label, places: group.items.flatMap((item) => placeOf(definitions, item) ?? []) }))
    .filter((group) => group.places.length > 0);
}

/** What people open most, most used first. */
const byUse = ['bench', 'sales', 'opportunity', 'account', 'lead', 'task', 'contact', 'activity'];

/** A menu that is longer than this is not seen at once. */
const mostSeen = 20;

/** Groups that begin closed: the set-up, and in the long menu of who sells those in which nothing of every day stands. */
export function closedAtFirst(groups: readonly PlaceGroup[]): Set<string> {
  const places = groups.flatMap((group) => group.places);
  const isLong = places.length > mostSeen && places.some((place) => place.key === 'lead');
  const isRare = (group: PlaceGroup) =>
    group.places.some((place) => place.to.startsWith('/admin/')) ||
    (isLong && !group.places.some((place) => byUse.includes(place.key)));
  return new Set(groups.filter((group) => group.label && isRare(group)).map(groupKey));
}

/** By what a group is known in either language. */
export function groupKey(group: PlaceGroup): string {
  return group.places[0]?.key ?? group.label;
}

/** The few places that a narrow screen has room for; the pages of the set-up only where there is nothing else. */
export function placesAtHand(groups: readonly PlaceGroup[], count: number): Place[] {
  const places = groups.flatMap((group) => group.places);
  const weightOf = (place: Place) => {
    const at = byUse.indexOf(place.key);
    if (at >= 0) return at;
    return place.to.startsWith('/o/') ? byUse.length : byUse.length + 1;
  };
  return [...places].sort((a, b) => weightOf(a) - weightOf(b)).slice(0, count);
}
