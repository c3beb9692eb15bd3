import type { text } from '../i18n/text.ts';

/** How a line of the list tells a job from others: by its file, where it has one, and by what it did with which records. */
export function jobLine(
  kind: 'import' | 'export',
  fileName: unknown,
  plural: string,
  t: typeof text,
): { title: string; what: string | undefined } {
  const what = t(kind === 'import' ? 'jobs.import' : 'jobs.export', { plural });
  return typeof fileName === 'string' && fileName ? { title: fileName, what } : { title: what, what: undefined };
}
