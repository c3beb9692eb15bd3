import { learnAdmin } from '../../../i18n/admin.ts';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { jsonKind } from '../json/jsonKind.tsx';
import { lazyInput } from '../shared/lazyInput.tsx';
import { checklistOf, wordsOf } from './checklist.ts';

const Checklist = lazyInput(async () => {
  const [{ ChecklistInput }] = await Promise.all([import('./ChecklistInput.tsx'), learnAdmin()]);
  return ChecklistInput;
});

/** A list of things to do: listed, not written. */
export const checklistKind: FieldKind<unknown> = {
  ...jsonKind,
  savesOnChoice: true,
  Display: (props) => {
    const items = checklistOf(props.value);
    return items ? <span>{items.map(wordsOf).join(text('common.comma'))}</span> : <jsonKind.Display {...props} />;
  },
  Input: (props) => <Checklist {...props} />,
};
