import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import type { UnmatchedValue } from '../api/jobs.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import styles from './Import.module.css';
import { importField } from './importFields.ts';
import type { ValueMap } from './ValueMapping.tsx';

/** So few are shown at once. */
const mostOpen = 4;

interface ReplacedProps {
  object: ObjectMeta;
  values: ValueMap;
  /** What is still asked for stands above, with its own choice. */
  unmatched: readonly UnmatchedValue[];
  busy: boolean;
  onUndo(values: ValueMap): void;
}

/** What is read differently in every row, folded by field; each with the one click that takes it back. */
export function Replaced({ object, values, unmatched, busy, onUndo }: ReplacedProps) {
  const t = useText();
  const definitions = useDefinitions();
  const replaced = replacedIn(values, unmatched);
  if (replaced.length === 0) return null;
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t('import.replaced')}</h2>
      </div>
      <ul className={styles.replaced}>
        {foldedByField(replaced).map(({ field: name, texts }) => {
          const field = importField(definitions, object, name, t);
          const label = field?.label ?? name;
          const emptied = texts.filter(({ to }) => to === '').length;
          const said = emptied === 0 ? 'import.replacedIn' : emptied === texts.length ? 'import.emptiedIn' : 'import.bothIn';
          return (
            <li key={name}>
              <details open={replaced.length <= mostOpen}>
                <summary>{t(said, { field: label, count: texts.length, emptied })}</summary>
                <ul>
                  {texts.map(({ from, to }) => {
                    const change = {
                      field: label,
                      before: from || t('import.fixEmpty'),
                      after: field?.options?.find((o) => o.value === to)?.label ?? (to || t('import.isEmpty')),
                    };
                    return (
                      <li key={from}>
                        <span>{t('import.replacedBy', change)}</span>
                        <Button
                          size="small"
                          icon={<Undo2 size={14} />}
                          disabled={busy}
                          aria-label={t('import.replacedUndo', change)}
                          onClick={() => onUndo(without(values, name, from))}
                        >
                          {t('common.undo')}
                        </Button>
                      </li>
                    );
                  })}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What a text of the file is replaced by in all rows, as far as it is not asked for anyway. */
export function replacedIn(
  values: ValueMap,
  unmatched: readonly UnmatchedValue[],
): { field: string; from: string; to: string }[] {
  return Object.entries(values).flatMap(([field, texts]) =>
    Object.entries(texts)
      .filter(([from, to]) => from !== to && !unmatched.some((u) => u.field === field && u.value === from))
      .map(([from, to]) => ({ field, from, to })),
  );
}

/** The replacements of each field together, in the order of the fields. */
export function foldedByField(
  replaced: readonly { field: string; from: string; to: string }[],
): { field: string; texts: { from: string; to: string }[] }[] {
  return [...new Set(replaced.map((r) => r.field))].map((field) => ({ field, texts: replaced.filter((r) => r.field === field) }));
}

/** The same without one of them. */
export function without(values: ValueMap, field: string, from: string): ValueMap {
  const { [from]: _, ...texts } = values[field] ?? {};
  const { [field]: __, ...others } = values;
  return Object.keys(texts).length > 0 ? { ...others, [field]: texts } : others;
}
