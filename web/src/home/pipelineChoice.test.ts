import { expect, it } from 'vitest';
import { choosePipeline } from './pipelineChoice.ts';

const steps = [
  { pipeline: 'standard', open: 2 },
  { pipeline: 'project', open: 4 },
  { pipeline: 'standard', open: 1 },
  { pipeline: 'unused', open: 0 },
];

it('shows the pipeline with the most open deals until another one is chosen', () => {
  expect(choosePipeline(steps, undefined)).toEqual({ shown: 'project', offered: ['standard', 'project'] });
  expect(choosePipeline(steps, 'standard').shown).toBe('standard');
});

it('stays with a chosen pipeline that has no open deals, but not with one that is gone', () => {
  expect(choosePipeline(steps, 'unused')).toEqual({ shown: 'unused', offered: ['standard', 'project', 'unused'] });
  expect(choosePipeline(steps, 'gone').shown).toBe('project');
});

it('shows the first where no deal is open, and nothing where steps belong to no pipeline', () => {
  expect(
    choosePipeline(
      [
        { pipeline: 'a', open: 0 },
        { pipeline: 'b', open: 0 },
      ],
      undefined,
    ).shown,
  ).toBe('a');
  expect(choosePipeline([{ open: 3 }], undefined)).toEqual({ shown: undefined, offered: [] });
});
