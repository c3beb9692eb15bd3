/** A step of a pipeline and how many open deals stand there. */
export interface Standing {
  pipeline?: string;
  open: number;
}

export interface PipelineChoice {
  /** The pipeline whose funnel is shown; undefined where steps belong to none. */
  shown: string | undefined;
  /** Those there is something to choose of: where deals are open, and the shown one. */
  offered: string[];
}

/** A funnel is of one pipeline: the one that was chosen, or that with the most open deals; the first where none has any. */
export function choosePipeline(steps: readonly Standing[], chosen: string | undefined): PipelineChoice {
  const open = new Map<string, number>();
  for (const step of steps) if (step.pipeline) open.set(step.pipeline, (open.get(step.pipeline) ?? 0) + step.open);
  const all = [...open.keys()];
  const most = all.reduce<string | undefined>(
    (best, one) => (best === undefined || (open.get(one) ?? 0) > (open.get(best) ?? 0) ? one : best),
    undefined,
  );
  const shown = chosen !== undefined && open.has(chosen) ? chosen : most;
  return { shown, offered: all.filter((one) => one === shown || (open.get(one) ?? 0) > 0) };
}
