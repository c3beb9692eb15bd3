import { learnAdmin } from '../../../i18n/admin.ts';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { jsonKind } from '../json/jsonKind.tsx';
import { lazyInput } from '../shared/lazyInput.tsx';
import { criteriaOf, wordsOf } from './criteria.ts';

const Criteria = lazyInput(async () => {
  const [{ CriteriaInput }] = await Promise.all([import('./CriteriaInput.tsx'), learnAdmin()]);
  return CriteriaInput;
});

/** A list of conditions over the records of an object: built, not written. */
export const criteriaKind: FieldKind<unknown> = {
  ...jsonKind,
  savesOnChoice: true,
  Display: (props) => {
    const criteria = criteriaOf(props.value);
    return criteria ? <span>{criteria.map(wordsOf).join(text('common.comma'))}</span> : <jsonKind.Display {...props} />;
  },
  Input: (props) => <Criteria {...props} />,
};
