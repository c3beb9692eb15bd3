import type { DraftOption } from './OptionsEditor.tsx';

/** Whether nobody could read the option in a list of choices; the empty row behind the last one is none. */
export function isUnnamed(option: Pick<DraftOption, 'label' | 'spare'>): boolean {
  return !option.spare && !option.label.zh.trim() && !option.label.en.trim();
}
