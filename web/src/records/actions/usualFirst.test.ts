import { beforeAll, expect, it, vi } from 'vitest';
import type { Step } from '../useSteps.ts';

let usualFirst: typeof import('./recordActions.ts').usualFirst;
let actionTo: typeof import('../useMoveStep.ts').actionTo;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  usualFirst = (await import('./recordActions.ts')).usualFirst;
  actionTo = (await import('../useMoveStep.ts')).actionTo;
});

it('what leads on stands first in its own order, then what steps aside, what is dangerous last', () => {
  const actions = [
    { id: 'revoke_links', danger: true },
    { id: 'copy' },
    { id: 'make_contract' },
    { id: 'lose', danger: true },
    { id: 'make_order' },
  ];
  expect(usualFirst(actions).map((action) => action.id)).toEqual(['make_contract', 'make_order', 'copy', 'revoke_links', 'lose']);
});

it('the ends of a way are reached by their actions, a converted lead by its conversion', () => {
  const step = (id: string, type: Step['type']): Step => ({ id, label: id, type });
  expect(actionTo(step('s1', 'won'))).toBe('win');
  expect(actionTo(step('s2', 'lost'))).toBe('lose');
  expect(actionTo(step('s3', 'open'))).toBeUndefined();
  expect(actionTo(step('converted', 'won'))).toBe('convert');
});
