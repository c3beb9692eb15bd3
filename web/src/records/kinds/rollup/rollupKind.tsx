import type { FieldKind } from '../FieldKind.ts';
import { numberOperators } from '../shared/operatorSets.ts';
import { ResultDisplay } from '../shared/ResultDisplay.tsx';
import { parseResult, resultText } from '../shared/result.ts';

/** A figure over child records, shown as the type of its result. */
export const rollupKind: FieldKind<unknown> = {
  type: 'rollup',
  align: 'end',
  width: 130,
  operators: numberOperators,
  parse: parseResult,
  text: resultText,
  Display: (props) => <ResultDisplay {...props} />,
};
