import { useQuery } from '@tanstack/react-query';
import type { FieldMeta } from '../api/meta.ts';
import { listRecords } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { type ChecklistItem, checklistOf } from './kinds/checklist/checklist.ts';
import { englishName, linkId, parseLink } from './kinds/shared/reference.ts';

/** One step of a way: an option of a select, or a record such as a stage. */
export interface Step {
  id: string;
  label: string;
  color?: string;
  type: 'open' | 'won' | 'lost';
  /** Percent; absent where steps carry none. */
  probability?: number;
  pipeline?: string;
  rottingDays?: number;
  /** What is to be done while a record stands here. */
  checklist?: ChecklistItem[];
}

/** The steps a field can stand at, in order. */
export function useSteps(field: Pick<FieldMeta, 'type' | 'object' | 'options'>): { steps: Step[]; isPending: boolean } {
  const definitions = useDefinitions();
  const target = field.type === 'lookup' ? definitions.find(field.object) : undefined;
  const query = useQuery({
    queryKey: ['steps', field.object],
    queryFn: ({ signal }) =>
      listRecords(
        field.object ?? '',
        {
          orderby: target?.fields.some((f) => f.name === 'position' && f.type === 'integer')
            ? 'position'
            : (target?.nameField ?? 'name'),
          top: 200,
        },
        signal,
      ),
    enabled: target !== undefined,
    staleTime: 5 * 60_000,
  });
  if (field.type !== 'lookup')
    return {
      steps: (field.options ?? []).map((o) => ({ id: o.value, label: o.label, color: o.color, type: 'open' })),
      isPending: false,
    };
  const steps = (query.data?.value ?? []).map((record): Step => {
    const pipeline = parseLink(record.pipeline);
    return {
      id: record.id,
      label: englishName(record) ?? String(record[target?.nameField ?? 'name'] ?? ''),
      color: typeof record.color === 'string' ? record.color : undefined,
      type: record.type === 'won' || record.type === 'lost' ? record.type : 'open',
      probability: typeof record.probability === 'number' ? record.probability : undefined,
      pipeline: pipeline ? linkId(pipeline) : undefined,
      rottingDays: typeof record.rotting_days === 'number' ? record.rotting_days : undefined,
      checklist: checklistOf(record.checklist) ?? [],
    };
  });
  return { steps, isPending: query.isPending };
}
