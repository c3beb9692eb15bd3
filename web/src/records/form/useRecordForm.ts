import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { text } from '../../i18n/text.ts';
import { brokenRules, formulaOf, noLongerOffered, stateOf } from '../conditions.ts';
import { filledRows } from '../kinds/childTable/childFields.ts';
import { filledWithin } from '../kinds/shared/serving.ts';
import { Unreadable } from '../kinds/unreadable.ts';
import { isEmpty } from '../values.ts';
import { clearDraft, readDraft } from './drafts.ts';
import { missingText } from './missing.ts';
import { type Problems, problemsOf } from './problems.ts';
import { useDraft } from './useDraft.ts';
import { useTaken } from './useTaken.ts';

/** The state of a form: values, what is wrong with them, and a draft that outlives the tab. */
export function useRecordForm(object: ObjectMeta, initial: Record<string, unknown>, draftKey: string | null) {
  const context = useWorkspace();
  const [draft] = useState(() => (draftKey ? readDraft(draftKey) : null));
  const [typed, setTyped] = useState<Record<string, unknown>>(draft ?? initial);
  const [problems, setProblems] = useState<Problems>({});
  const [restored, setRestored] = useState(draft !== null);
  const touched = useRef(draft !== null);
  const [typedIn, setTypedIn] = useState<ReadonlySet<string>>(new Set());
  /** What was typed, and what the server will take from the records that were chosen. */
  const values = useTaken(object, typed, typedIn);
  const keepSoon = useDraft(draftKey, touched);
  useEffect(() => keepSoon(typed), [keepSoon, typed]);

  const fieldState = (field: FieldMeta) => stateOf(field, values, context);
  /** What the field's formula gives for what is typed; undefined where only the server can tell, and for other fields. */
  const results = useMemo(
    () =>
      new Map(
        object.fields.flatMap((field) => (field.formula === undefined ? [] : [[field.name, formulaOf(field, values, context)]])),
      ),
    [object, values, context],
  );
  const resultOf = (field: FieldMeta) => results.get(field.name);
  const change = useCallback(
    (patch: Record<string, unknown>) => {
      touched.current = true;
      setTypedIn((before) => new Set([...before, ...Object.keys(patch)]));
      setTyped((before) => {
        const hanging = Object.keys(patch).flatMap((name) => filledWithin(object, name));
        const next = { ...before, ...Object.fromEntries(hanging.map((f) => [f.name, null])), ...patch };
        return { ...next, ...noLongerOffered(object, next, context) };
      });
      setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in patch) && field !== '')));
    },
    [object, context],
  );
  /** What can be judged here: the object's rules, what cannot be read, and what is missing and filled in by nobody. */
  const check = (fields: readonly FieldMeta[]): boolean => {
    const found: Problems = { ...brokenRules(object, values, context) };
    for (const field of fields) {
      const state = fieldState(field);
      const shown = values[field.name];
      const value = field.type === 'child_table' && Array.isArray(shown) ? filledRows(context.definitions, field, shown) : shown;
      if (value instanceof Unreadable) found[field.name] = text(value.reason);
      else if (state.visible && state.required && field.default === undefined && !state.readOnly && isEmpty(value))
        found[field.name] = missingText(field);
    }
    setProblems(found);
    return Object.keys(found).length === 0;
  };
  /** What is refused stands at its field; what concerns none that the form shows stands above them all. */
  const takeRefusal = (error: unknown, shown: readonly FieldMeta[]): void => setProblems(problemsOf(object, error, shown));
  const forgetDraft = () => {
    if (draftKey) clearDraft(draftKey);
    touched.current = false;
    setTypedIn(new Set());
    setRestored(false);
  };
  const startOver = () => {
    forgetDraft();
    setTyped(initial);
    setProblems({});
  };
  // A rule speaks as soon as its field has been typed in; one about the whole record waits until it is saved.
  const spoken = Object.fromEntries(Object.entries(brokenRules(object, values, context)).filter(([field]) => typedIn.has(field)));
  return {
    values,
    typed,
    problems: { ...spoken, ...problems } as Problems,
    restored,
    resultOf,
    change,
    check,
    fieldState,
    takeRefusal,
    forgetDraft,
    startOver,
    isTouched: () => touched.current,
    isTypedIn: (name: string) => typedIn.has(name),
  };
}
