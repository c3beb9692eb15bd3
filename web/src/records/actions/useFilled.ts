import { useEffect, useState } from 'react';
import type { ErrorDetail } from '../../api/http.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import { obstaclesOf } from './obstacles.ts';

type Values = Record<string, unknown>;

/**
 * What is filled in where a step asks for it. It outlives the dialog: who cancels and comes back finds it again, as far as it is asked for then.
 */
export function useFilled(
  object: ObjectMeta | undefined,
  record: string,
  details: readonly ErrorDetail[],
  asked?: ReadonlySet<string>,
) {
  const definitions = useDefinitions();
  const key = `filled.${object?.name}.${record}`;
  const [kept] = useState<Values>(() => readDraft(key) ?? {});
  const [typed, setTyped] = useState<Values>({});
  const fields = object ? obstaclesOf(definitions, object, details, asked).flatMap((obstacle) => obstacle.fields) : [];
  const back = Object.fromEntries(fields.filter((f) => f.name in kept && !(f.name in typed)).map((f) => [f.name, kept[f.name]]));
  const filled: Values = { ...back, ...typed };
  useEffect(() => {
    if (Object.keys(typed).length > 0) writeDraft(key, { ...kept, ...typed });
  }, [key, kept, typed]);
  return {
    filled,
    isRestored: Object.keys(back).length > 0,
    type: (patch: Values) => setTyped({ ...filled, ...patch }),
    forget: () => clearDraft(key),
  };
}
