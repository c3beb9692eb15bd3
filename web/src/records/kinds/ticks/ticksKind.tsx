import type { FieldKind } from '../FieldKind.ts';
import { tagsKind } from '../tags/tagsKind.tsx';
import { TicksInput } from './TicksInput.tsx';

/** What is done of the checklists of the steps that a record has come to: ticked, not typed. */
export const ticksKind: FieldKind<string[]> = {
  ...tagsKind,
  alone: false,
  wide: true,
  Input: (props) => <TicksInput {...props} />,
};
