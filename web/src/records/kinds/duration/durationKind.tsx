import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { DurationInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { durationText, parseDuration } from './duration.ts';

export const durationKind: FieldKind<number> = {
  type: 'duration',
  align: 'end',
  width: 110,
  alone: true,
  typed: true,
  sums: true,
  operators: numberOperators,
  parse: parseDuration,
  text: durationText,
  Display: ({ value }) => {
    const hours = Math.floor(value / 3600);
    const minutes = Math.round((value % 3600) / 60);
    return <>{hours ? text('duration.hours', { hours, minutes }) : text('duration.minutes', { minutes })}</>;
  },
  Input: (props) => <DurationInput {...props} />,
};
