import type { Definitions, MenuItem } from '../api/meta.ts';
import { text } from '../i18n/text.ts';

export interface Place {
  key: string;
  label: string;
  icon: string | undefined;
  fallback: string;
  to: string;
}

const pageIcons: Record<string, string> = { sales: 'chart', jobs: 'inbox' };

/** A menu's item as a place to go; nothing when the person may not see it. */
export function placeOf(definitions: Definitions, item: MenuItem): Place | undefined {
  if ('page' in item)
    return {
      key: item.page,
      label: item.label,
      icon: item.icon ?? pageIcons[item.page],
      fallback: 'chart',
      to: item.page === 'jobs' || item.page.startsWith('admin/') ? `/${item.page}` : `/page/${item.page}`,
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
