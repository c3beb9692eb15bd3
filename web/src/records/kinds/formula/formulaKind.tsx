import type { FieldKind } from '../FieldKind.ts';
import { numberOperators } from '../shared/operatorSets.ts';
import { ResultDisplay } from '../shared/ResultDisplay.tsx';
import { parseResult, resultText } from '../shared/result.ts';

/** What a formula answers, shown as the type of its result. */
export const formulaKind: FieldKind<unknown> = {
  type: 'formula',
  align: 'start',
  width: 130,
  operators: numberOperators,
  parse: parseResult,
  text: resultText,
  Display: (props) => <ResultDisplay {...props} />,
};
