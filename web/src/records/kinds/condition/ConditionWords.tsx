import { useQuery } from '@tanstack/react-query';
import { checkFormula } from '../../../api/definitions.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { NodeText } from '../../filter/FilterChips.tsx';
import { fromFilterJson } from '../../filter/filterJson.ts';
import { fieldAt } from '../../recordQuery.ts';
import styles from '../shared/shared.module.css';

/** A condition as people say it; as the formula where it says more than rows can show. */
export function ConditionWords({ about, formula }: { about: string | undefined; formula: string }) {
  const definitions = useDefinitions();
  const object = definitions.find(about);
  const check = useQuery({
    queryKey: ['formula', about, formula, 'boolean'],
    queryFn: ({ signal }) => checkFormula(about ?? '', formula, 'boolean', signal),
    enabled: object !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  const filter = check.data?.filter;
  const tree = object && filter ? fromFilterJson(filter, (path) => fieldAt(definitions, object, path)) : null;
  return object && tree ? (
    <span>
      <NodeText object={object} node={tree} />
    </span>
  ) : (
    <code className={styles.code}>{formula}</code>
  );
}
