/** Brings the first thing that is wrong in a form before the eyes, once it is drawn: a field is focused, what concerns the whole form is scrolled to. */
export function showFirstProblem(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const problem = form?.querySelector<HTMLElement>('[data-problem]');
    problem?.scrollIntoView({ block: 'center' });
    problem
      ?.closest('[data-field]')
      ?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]')
      ?.focus({ preventScroll: true });
  });
}
