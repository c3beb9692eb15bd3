import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, text } from '../../i18n/text.ts';
import { brokenRules, noLongerOffered, stateOf } from '../conditions.ts';
import { isEmpty } from '../values.ts';
import { clearDraft, readDraft, writeDraft } from './drafts.ts';

export type Problems = Record<string, string>;

/** The state of a form: values, what is wrong with them, and a draft that outlives the tab. */
export function useRecordForm(object: ObjectMeta, initial: Record<string, unknown>, draftKey: string | null) {
  const context = useWorkspace();
  const [draft] = useState(() => (draftKey ? readDraft(draftKey) : null));
  const [values, setValues] = useState<Record<string, unknown>>(draft ?? initial);
  const [problems, setProblems] = useState<Problems>({});
  const [restored, setRestored] = useState(draft !== null);
  const touched = useRef(draft !== null);
  useEffect(() => {
    if (draftKey && touched.current) writeDraft(draftKey, values);
  }, [draftKey, values]);

  const fieldState = (field: FieldMeta) => stateOf(field, values, context);
  const change = (patch: Record<string, unknown>) => {
    touched.current = true;
    setValues((before) => {
      const next = { ...before, ...patch };
      return { ...next, ...noLongerOffered(object, next, context) };
    });
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in patch) && field !== '')));
  };
  /** What can be judged here: the object's rules, and what a condition makes required. What must be there always, the server knows: it fills in much of it. */
  const check = (fields: readonly FieldMeta[]): boolean => {
    const found: Problems = { ...brokenRules(object, values, context) };
    for (const field of fields) {
      const state = fieldState(field);
      if (state.visible && state.required && !field.required && !state.readOnly && isEmpty(values[field.name])) {
        found[field.name] = text('form.required', { field: field.label });
      }
    }
    setProblems(found);
    return Object.keys(found).length === 0;
  };
  const takeRefusal = (error: unknown): void => {
    const details = error instanceof ApiError ? error.details : [];
    const named = Object.fromEntries(
      details.filter((d) => d.target).map((d) => [d.target ?? '', d.message || text('form.invalid')]),
    );
    const rest = details
      .filter((d) => !d.target && d.message)
      .map((d) => d.message)
      .join(' ');
    setProblems({ ...named, ...(rest || Object.keys(named).length === 0 ? { '': rest || reasonOf(error) } : {}) });
  };
  const forgetDraft = () => {
    if (draftKey) clearDraft(draftKey);
    touched.current = false;
    setRestored(false);
  };
  const startOver = () => {
    forgetDraft();
    setValues(initial);
    setProblems({});
  };
  return {
    values,
    problems,
    restored,
    change,
    check,
    fieldState,
    takeRefusal,
    forgetDraft,
    startOver,
    isTouched: () => touched.current,
  };
}
