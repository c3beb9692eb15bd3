import type { Question } from '../api/leadForms.ts';

/** What a form asks until somebody says otherwise. */
export const usualQuestions: readonly Question[] = [
  { field: 'name', required: true },
  { field: 'mobile', required: true },
  { field: 'company' },
  { field: 'description' },
];

/** The questions in a value; none when it holds something else. */
export function questionsOf(value: unknown): Question[] {
  return Array.isArray(value) ? value.filter((one): one is Question => typeof (one as Question | null)?.field === 'string') : [];
}

/** The list with one of them one place further up or down. */
export function moved(questions: readonly Question[], from: number, by: -1 | 1): Question[] {
  const to = from + by;
  const next = [...questions];
  const [one] = next.splice(from, 1);
  if (!one || to < 0 || to > next.length) return [...questions];
  next.splice(to, 0, one);
  return next;
}

/** The question with words of its own, or without when there are none. */
export function worded(question: Question, label: { zh: string; en: string }): Question {
  const { label: _, ...plain } = question;
  return label.zh.trim() || label.en.trim() ? { ...plain, label } : plain;
}
