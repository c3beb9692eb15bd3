import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { dateOperators } from '../shared/operatorSets.ts';

export const timeKind: FieldKind<string> = {
  type: 'time',
  align: 'start',
  width: 90,
  alone: true,
  operators: dateOperators.filter((operator) => operator !== 'within'),
  parse: (raw) => {
    const match = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(String(raw ?? '').trim());
    if (!match) return null;
    const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    if (hour > 23 || minute > 59 || second > 59) return null;
    return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  },
  text: (value) => value,
  Display: ({ value }) => <time>{value.slice(0, 5)}</time>,
  Input: lazyInput(async () => (await import('./TimeInput.tsx')).TimeInput),
};
