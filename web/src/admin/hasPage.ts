import type { Definitions } from '../api/meta.ts';

/** Whether a page of the set-up stands in the menus of the reader. */
export function hasPage(definitions: Pick<Definitions, 'menus'>, page: string): boolean {
  return definitions.menus.some((group) => group.items.some((item) => 'page' in item && item.page === `admin/${page}`));
}
