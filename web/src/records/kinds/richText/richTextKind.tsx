import { lazy, Suspense } from 'react';
import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import { plainText } from './plainText.ts';

const RichTextDisplay = lazy(async () => ({ default: (await import('./RichTextDisplay.tsx')).RichTextDisplay }));

export const richTextKind: FieldKind<string> = {
  type: 'rich_text',
  align: 'start',
  width: 260,
  wide: true,
  operators: textOperators.filter(
    (operator) => operator === 'contains' || operator === 'notContains' || operator.endsWith('mpty'),
  ),
  parse: parseText,
  text: plainText,
  Display: ({ value, compact }) =>
    compact ? (
      plainText(value)
    ) : (
      <Suspense fallback={plainText(value)}>
        <RichTextDisplay value={value} />
      </Suspense>
    ),
  Input: lazyInput(async () => (await import('./RichTextInput.tsx')).RichTextInput),
};
