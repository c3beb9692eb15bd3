import { expect, test } from 'vitest';
import { type Place, placesAtHand } from './menuItems.ts';

const place = (key: string, to = `/o/${key}`): Place => ({ key, label: key, icon: undefined, fallback: key, to });

test('a phone has the places of daily work at hand, not those of the set-up', () => {
  const groups = [
    { label: 'customers', places: [place('account'), place('contact')] },
    { label: 'sales', places: [place('sales', '/page/sales'), place('lead'), place('opportunity')] },
    { label: 'setup', places: [place('duplicates', '/page/duplicates'), place('quality', '/page/quality')] },
  ];
  expect(placesAtHand(groups, 4).map((p) => p.key)).toEqual(['sales', 'opportunity', 'account', 'lead']);
});

test("an object of one's own comes before the pages of the set-up", () => {
  const groups = [
    { label: 'setup', places: [place('quality', '/page/quality')] },
    { label: 'work', places: [place('visit')] },
  ];
  expect(placesAtHand(groups, 4).map((p) => p.key)).toEqual(['visit', 'quality']);
});
