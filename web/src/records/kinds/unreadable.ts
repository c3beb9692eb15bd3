import type { TextKey } from '../../i18n/text.ts';

/** What a person typed where no value of the field's type can be read from it. It is never saved; the field says why. */
export class Unreadable {
  constructor(
    readonly typed: string,
    readonly reason: TextKey,
  ) {}
}
