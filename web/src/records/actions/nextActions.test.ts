import { beforeAll, expect, it, vi } from 'vitest';
import type { Step } from '../useSteps.ts';
import type { ActionContext, RecordAction } from './recordActions.ts';

let arrange: typeof import('./nextActions.ts').arrange;
let stepAhead: typeof import('./nextActions.ts').stepAhead;
let actionTo: typeof import('../useMoveStep.ts').actionTo;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ arrange, stepAhead } = await import('./nextActions.ts'));
  actionTo = (await import('../useMoveStep.ts')).actionTo;
});

const says = (value: boolean) => ({ kind: 'constant', type: 'boolean', value });
const action = (id: string, more: Partial<RecordAction> = {}): RecordAction => ({
  id,
  label: id,
  primary: true,
  isAvailable: () => true,
  run() {},
  ...more,
});
const context = {
  records: [{ id: 'r1' }],
  workspace: { user: { id: 'u1' }, company: { timezone: 'UTC', holidays: [], workedWeekends: [] } },
} as unknown as ActionContext;
const names = (actions: RecordAction[]) => {
  const { buttons, primary } = arrange(actions, context);
  return [buttons.map((button) => button.id), primary?.id];
};

it('the first action that is next is highlighted, the others stand beside it, what is possible only is in the menu', () => {
  const actions = [
    action('make_plan', { next: says(false) }),
    action('submit', { next: says(true) }),
    action('withdraw', { next: says(true) }),
    action('terminate', { next: says(false), danger: true }),
  ];
  expect(names(actions)).toEqual([['submit', 'withdraw'], 'submit']);
});

it('what comes before everything else stands first, unless it is said not to be next', () => {
  const accept = action('accept', { next: says(true), first: true });
  expect(names([action('convert', { next: says(true) }), accept])).toEqual([['accept', 'convert'], 'accept']);
  expect(names([action('complete', { next: says(false), first: true }), accept])).toEqual([['accept'], 'accept']);
});

it('where nothing says what comes next, actions stand in their order, what destroys last, and none is highlighted', () => {
  expect(names([action('erase', { danger: true }), action('stamp'), action('weigh')])).toEqual([
    ['stamp', 'weigh', 'erase'],
    undefined,
  ]);
});

it('what destroys is never highlighted', () => {
  expect(
    names([action('merge', { danger: true, next: says(true) }), action('dismiss', { next: says(true) })])[1],
  ).toBeUndefined();
});

it('what takes back stands among the buttons, without being highlighted', () => {
  expect(names([action('withdraw', { next: says(true), quiet: true })])).toEqual([['withdraw'], undefined]);
});

const step = (id: string, type: Step['type'], pipeline = 'p1'): Step => ({ id, label: id, type, pipeline });
const way = [step('lead', 'open'), step('other', 'open', 'p2'), step('quote', 'open'), step('won', 'won'), step('lost', 'lost')];

it('a deal goes on to the next stage of its own pipeline, and from the last one it is won', () => {
  expect(stepAhead(way, 'lead')?.id).toBe('quote');
  expect(stepAhead(way, 'quote')?.id).toBe('won');
  expect(stepAhead(way, 'won')).toBeUndefined();
  expect(stepAhead(way, undefined)).toBeUndefined();
});

it('the ends of a way are reached by their actions, a converted lead by its conversion', () => {
  expect(actionTo(step('s1', 'won'))).toBe('win');
  expect(actionTo(step('s2', 'lost'))).toBe('lose');
  expect(actionTo(step('s3', 'open'))).toBeUndefined();
  expect(actionTo(step('converted', 'won'))).toBe('convert');
});
