import type { FieldKind } from '../FieldKind.ts';
import { lazyInput } from '../shared/lazyInput.tsx';
import { textOperators } from '../shared/operatorSets.ts';
import { parseText } from '../shared/parsing.ts';
import styles from '../shared/shared.module.css';
import { plainText, sanitize } from './sanitize.ts';

export const richTextKind: FieldKind<string> = {
  type: 'rich_text',
  align: 'start',
  width: 260,
  wide: true,
  operators: textOperators,
  parse: parseText,
  text: plainText,
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only what the allow-list of `sanitize` leaves
  Display: ({ value }) => <div className={styles.html} dangerouslySetInnerHTML={{ __html: sanitize(value) }} />,
  Input: lazyInput(async () => (await import('./RichTextInput.tsx')).RichTextInput),
};
