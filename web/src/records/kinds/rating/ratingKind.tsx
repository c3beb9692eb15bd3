import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { RatingInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';
import styles from './rating.module.css';

export const ratingKind: FieldKind<number> = {
  type: 'rating',
  align: 'start',
  width: 120,
  alone: true,
  savesOnChoice: true,
  operators: numberOperators,
  parse: (raw) => {
    const number = parseNumber(raw);
    return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
  },
  text: (value) => String(value),
  Display: ({ value, field: { max = 5 } }) => (
    <span
      className={styles.stars}
      role="img"
      aria-label={text('rating.of', { value, max })}
      style={{ '--stars': max, '--lit': Math.min(value, max) }}
    />
  ),
  Input: (props) => <RatingInput {...props} />,
};
