import { CircleX } from 'lucide-react';
import { text } from '../i18n/text.ts';

/** The way to empty a select, named in the reader's language. */
export function clearing() {
  return { label: text('common.clear'), clearIcon: <CircleX size={14} aria-hidden="true" /> };
}
