import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { listRecords } from '../api/records.ts';
import { prefer, usePreferences } from '../app/preferences.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { englishName } from '../records/kinds/shared/reference.ts';
import { choosePipeline, type PipelineChoice, type Standing } from './pipelineChoice.ts';

/** The pipeline whose funnel one looks at, on every page with a funnel. */
export function usePipelineChoice(steps: readonly Standing[]): PipelineChoice {
  return choosePipeline(steps, usePreferences().funnelPipeline);
}

/** Chooses it; nothing where there is no choice. */
export function PipelineSelect({ shown, offered }: PipelineChoice) {
  const pipeline = useDefinitions().find('pipeline');
  const pipelines = useQuery({
    queryKey: ['pipelines'],
    queryFn: ({ signal }) => listRecords('pipeline', { top: 200 }, signal),
    enabled: pipeline !== undefined && offered.length > 1,
    staleTime: 5 * 60_000,
  });
  if (!pipeline || offered.length < 2 || !pipelines.data) return null;
  return (
    <Select
      size="small"
      variant="filled"
      aria-label={pipeline.label}
      value={shown}
      popupMatchSelectWidth={false}
      options={pipelines.data.value
        .filter((one) => offered.includes(one.id))
        .map((one) => ({ value: one.id, label: englishName(one) ?? String(one[pipeline.nameField] ?? '') }))}
      onChange={(funnelPipeline) => prefer({ funnelPipeline })}
    />
  );
}
