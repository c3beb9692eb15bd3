import { Star } from 'lucide-react';
import { text } from '../../../i18n/text.ts';
import type { FieldKind } from '../FieldKind.ts';
import { RatingInput } from '../shared/lazyUsual.tsx';
import { numberOperators } from '../shared/operatorSets.ts';
import { parseNumber } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';

export const ratingKind: FieldKind<number> = {
  type: 'rating',
  align: 'start',
  width: 120,
  savesOnChoice: true,
  operators: numberOperators,
  parse: (raw) => {
    const number = parseNumber(raw);
    return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
  },
  text: (value) => String(value),
  Display: ({ value, field }) => (
    <span className={styles.stars} role="img" aria-label={text('rating.of', { value, max: field.max ?? 5 })}>
      {Array.from({ length: field.max ?? 5 }, (_, star) => (
        <Star
          // biome-ignore lint/suspicious/noArrayIndexKey: stars have no identity
          key={star}
          size={14}
          strokeWidth={1.5}
          fill={star < value ? 'currentColor' : 'none'}
          color={star < value ? 'currentColor' : 'var(--border-strong)'}
        />
      ))}
    </span>
  ),
  Input: (props) => <RatingInput {...props} />,
};
