import type { DraftOption } from './OptionsEditor.tsx';

/** Whether nobody could read the option in a list of choices; the empty row behind the last one is none. */
export function isUnnamed(option: Pick<DraftOption, 'label' | 'spare'>): boolean {
  return !option.spare && !option.label.zh.trim() && !option.label.en.trim();
}

/** What is wrong with the options of a field that needs some: one has no name, or there is none at all. */
export function optionsFault(
  options: readonly Pick<DraftOption, 'label' | 'spare'>[],
): 'options.needsLabel' | 'field.needsOptions' | undefined {
  if (options.some(isUnnamed)) return 'options.needsLabel';
  return options.every((option) => option.spare) ? 'field.needsOptions' : undefined;
}
