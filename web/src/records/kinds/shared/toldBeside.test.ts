import { expect, it } from 'vitest';
import type { FieldMeta } from '../../../api/meta.ts';
import { orderOf, toldBeside } from './toldBeside.ts';

const pipeline: FieldMeta = { name: 'pipeline', type: 'lookup', label: '销售流程', object: 'pipeline' };
const position: FieldMeta = { name: 'position', type: 'integer', label: '顺序' };

it('tells stages of several pipelines by their pipelines, and those of one by nothing', () => {
  expect(toldBeside({}, { field: 'pipeline' }, undefined)).toEqual(['pipeline']);
  expect(toldBeside({}, { field: 'pipeline' }, 'pipeline eq 7')).toEqual([]);
  expect(toldBeside({}, undefined, undefined)).toEqual([]);
  expect(toldBeside({ beside: ['contract'] }, { field: 'contract' }, undefined)).toEqual(['contract']);
});

it('keeps the steps of one whole together', () => {
  expect(orderOf({ fields: [pipeline, position] }, [pipeline], 'name')).toBe('pipeline,position');
  expect(orderOf({ fields: [pipeline, position] }, [], 'name')).toBe('position');
  expect(orderOf({ fields: [pipeline] }, [pipeline], 'name')).toBe('name');
});
