import { beforeAll, expect, it, vi } from 'vitest';
import type { ActionContext } from '../actions/recordActions.ts';

let mergeUndo: typeof import('./mergeUndo.ts').mergeUndo;

beforeAll(async () => {
  const quiet = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal('window', { matchMedia: () => quiet });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {} });
  ({ mergeUndo } = await import('./mergeUndo.ts'));
});

const says = (value: boolean) => ({ kind: 'constant', type: 'boolean', value });
const context = (actions: object[]) =>
  ({
    object: { name: 'merge_record', label: '合并记录', fields: [], actions, can: {}, layout: { related: [] } },
    records: [{ id: 'm1', undo_until: '2026-12-01T00:00:00Z', undone_at: null }],
    workspace: { user: { id: 'u1' }, company: { timezone: 'UTC', holidays: [], workedWeekends: [] } },
  }) as unknown as ActionContext;

it('a merge is taken back from the story while it may be', () => {
  expect(mergeUndo(context([{ name: 'undo', label: '撤销合并', when: says(true) }]))?.label).toBe('撤销合并');
  expect(mergeUndo(context([{ name: 'undo', label: '撤销合并', when: says(false) }]))).toBeUndefined();
});

it('who may not take merges back is not offered it', () => {
  expect(mergeUndo(context([]))).toBeUndefined();
});
