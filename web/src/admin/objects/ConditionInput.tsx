import { useIsMutating, useMutation, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { checkFormula, writeFormula } from '../../api/definitions.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { fromFilterJson, toFilterJson } from '../../records/filter/filterJson.ts';
import { GroupRows, withRow } from '../../records/filter/GroupRows.tsx';
import { type Group, noFilter } from '../../records/filter/model.ts';
import { fieldAt } from '../../records/recordQuery.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Designer.module.css';
import { FormulaInput } from './FormulaInput.tsx';

interface ConditionInputProps {
  object: string;
  value: string | undefined;
  onChange(value: string | undefined): void;
  id?: string;
  rows?: number;
}

type Way = 'rows' | 'text';

const key = ['formula', 'write'] as const;
const typingPause = 250;

/** Whether a condition that was built is still on its way to becoming a formula: what holds it must not be saved yet. */
export function useConditionPending(): boolean {
  return useIsMutating({ mutationKey: key }) > 0;
}

/** A condition as rows that one fills in, or as the formula that says the same; the server turns the one into the other. */
export function ConditionInput({ object: name, value, onChange, id, rows }: ConditionInputProps) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const text = value?.trim() ?? '';
  const [chosen, choose] = useState<Way>();
  const [built, setBuilt] = useState<{ text: string; tree: Group }>();
  const isBuilt = built?.text === text;
  const check = useQuery({
    queryKey: ['formula', name, text, 'boolean'],
    queryFn: ({ signal }) => checkFormula(name, text, 'boolean', signal),
    enabled: object !== undefined && text !== '' && !isBuilt && chosen !== 'text',
    staleTime: 60_000,
  });
  const latest = useRef<Group>(undefined);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  const write = useMutation({
    mutationKey: key,
    mutationFn: async (tree: Group) => {
      await new Promise((resolve) => setTimeout(resolve, typingPause));
      const filter = toFilterJson(tree);
      const answer = filter && latest.current === tree ? await writeFormula(name, filter) : undefined;
      if (latest.current !== tree) return;
      if (filter && answer?.formula === undefined) throw new Error(answer?.message);
      setBuilt({ text: answer?.formula ?? '', tree });
      tell.current(answer?.formula);
    },
  });
  const tree = (() => {
    if (!object) return null;
    if (built && isBuilt) return built.tree;
    if (text === '') return withRow(noFilter, object);
    const filter = check.data?.filter;
    return filter ? fromFilterJson(filter, (path) => fieldAt(definitions, object, path)) : null;
  })();
  const reading = object !== undefined && text !== '' && !isBuilt && check.isLoading;
  const way: Way = reading || (tree && chosen !== 'text') ? 'rows' : 'text';
  return (
    <div className={styles.condition}>
      {object && (
        <Segmented<Way>
          size="small"
          aria-label={t('formula.way')}
          className={styles.way}
          value={way}
          disabled={write.isPending}
          aria-disabled={write.isPending}
          options={[
            { value: 'rows', label: t('formula.asRows') },
            { value: 'text', label: t('formula.asText') },
          ]}
          onChange={choose}
        />
      )}
      {reading ? (
        <Skeleton rows={1} />
      ) : way === 'rows' && tree && object ? (
        <GroupRows
          object={object}
          group={tree}
          depth={0}
          forRules
          onChange={(next) => {
            latest.current = next;
            setBuilt({ text, tree: next });
            write.mutate(next);
          }}
        />
      ) : (
        <FormulaInput id={id} object={name} result="boolean" rows={rows} value={value} onChange={onChange} />
      )}
      {chosen === 'rows' && way === 'text' && <p className={styles.onlyText}>{t('formula.onlyText')}</p>}
      {write.isError && (
        <p className={styles.wrong} role="alert">
          {write.error.message || reasonOf(write.error)}
        </p>
      )}
    </div>
  );
}
