import { expect, test } from 'vitest';
import { reached } from './storyEdge.ts';
import type { Moment } from './useStory.ts';

const moment = (kind: Moment['kind'], at: string) => ({ kind, at, key: `${kind} ${at}`, who: '' }) as Moment;
const story = [moment('related', '2026-11-05'), moment('related', '2026-11-04'), moment('change', '2026-11-01')];

test('a story goes as far back as all that it tells has been fetched', () => {
  expect(reached(story, [], 'all')).toEqual(story);
  expect(reached(story, [{ kind: 'related', at: '2026-11-04' }], 'all')).toEqual(story.slice(0, 2));
  expect(
    reached(
      story,
      [
        { kind: 'related', at: '2026-11-04' },
        { kind: 'activity', at: '2026-11-05' },
      ],
      'all',
    ),
  ).toEqual(story.slice(0, 1));
});

test('of one kind alone it goes as far back as that kind', () => {
  expect(reached(story.slice(2), [{ kind: 'related', at: '2026-11-04' }], 'change')).toEqual(story.slice(2));
});
