import { Check, Minus } from 'lucide-react';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { BooleanInput } from '../shared/lazyUsual.tsx';
import { booleanOperators } from '../shared/operatorSets.ts';

const yes = /^(true|yes|y|1|是|有|√|✓|on)$/i;
const no = /^(false|no|n|0|否|无|×|off)$/i;

const level = { verticalAlign: 'middle' };

export const booleanKind: FieldKind<boolean> = {
  type: 'boolean',
  align: 'start',
  width: 90,
  alone: true,
  savesOnChoice: true,
  operators: booleanOperators,
  parse: (raw) =>
    typeof raw === 'boolean' ? raw : yes.test(String(raw ?? '').trim()) ? true : no.test(String(raw ?? '').trim()) ? false : null,
  text: (value) => String(value),
  Display: ({ value }) =>
    value ? (
      <Check size={16} style={level} color="var(--success)" aria-label={text('boolean.yes')} role="img" />
    ) : (
      <Minus size={16} style={level} color="var(--ink-faint)" aria-label={text('boolean.no')} role="img" />
    ),
  Input: (props) => <BooleanInput {...props} />,
};
