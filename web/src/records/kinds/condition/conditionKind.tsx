import { lazy, Suspense } from 'react';
import { learnAdmin } from '../../../i18n/admin.ts';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { presenceOperators } from '../shared/operatorSets.ts';
import styles from '../shared/shared.module.css';
import { textKind } from '../text/textKind.tsx';
import { aboutOf } from './aboutOf.ts';

const Words = lazy(() => import('./ConditionWords.tsx').then((module) => ({ default: module.ConditionWords })));
const ConditionText = lazyInput(async () => {
  const [{ ConditionTextInput }] = await Promise.all([import('./ConditionTextInput.tsx'), learnAdmin()]);
  return ConditionTextInput;
});

/** A text that is a condition over the records of an object: read in words, built by rows. */
export const conditionKind: FieldKind<string> = {
  ...textKind,
  width: 260,
  alone: false,
  typed: false,
  savesOnChoice: true,
  operators: presenceOperators,
  Display: ({ value, field, record }) => (
    <Suspense fallback={<code className={styles.code}>{value}</code>}>
      <Words about={aboutOf(field, record)} formula={value} />
    </Suspense>
  ),
  Input: (props) => <ConditionText {...props} />,
};
