import { describe, expect, it } from 'vitest';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { fromOData } from '../filter/fromOData.ts';
import type { Step } from '../useSteps.ts';
import { isLeftOut } from './leftOut.ts';

const stage: FieldMeta = { name: 'stage', type: 'lookup', label: '阶段', object: 'stage' };
const options = ['open', 'won', 'lost'].map((value) => ({ value, label: value }));
const status: FieldMeta = { name: 'status', type: 'select', label: '状态', options };
const deal = { name: 'deal', fields: [stage, status] } as unknown as ObjectMeta;
const steps: Step[] = [
  { id: 'a1', label: '接洽', type: 'open' },
  { id: 'b2', label: '报价', type: 'open' },
  { id: 'c3', label: '赢单', type: 'won' },
  { id: 'd4', label: '输单', type: 'lost' },
];
const left = (filter: string, field = stage, of = steps) =>
  of.filter((step) => isLeftOut(fromOData(filter), deal, field, step)).map((step) => step.label);

describe('the columns that a filter leaves empty', () => {
  it('are those of closed steps where only open records are wanted', () => {
    expect(left("status eq 'open'")).toEqual(['赢单', '输单']);
    expect(left("status eq 'open' and owner eq @me")).toEqual(['赢单', '输单']);
    expect(left("status ne 'lost'")).toEqual(['输单']);
    expect(left("status in ('won','lost')")).toEqual(['接洽', '报价']);
  });

  it('are those that the filter names itself', () => {
    expect(left("status eq 'lost' or status eq 'won'")).toEqual(['接洽', '报价']);
    const own: Step[] = options.map((o) => ({ id: o.value, label: o.value, type: 'open' }));
    expect(left("status ne 'lost'", status, own)).toEqual(['lost']);
    expect(left("status eq 'open' or owner eq @me", status, own)).toEqual([]);
  });

  it('are none where the filter speaks of something else, or says more than can be told here', () => {
    expect(left('')).toEqual([]);
    expect(left('amount gt 100')).toEqual([]);
    expect(left("status eq 'open' or amount gt 100")).toEqual([]);
  });
});
