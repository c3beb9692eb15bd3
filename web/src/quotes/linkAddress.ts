import type { QuoteLink } from '../api/quotes.ts';
import { text } from '../i18n/text.ts';
import { tellDone, tellError } from '../ui/toast.ts';

/** The whole address of a share link, as the customer gets it. */
export const addressOf = (link: Pick<QuoteLink, 'url'>): string => new URL(link.url, window.location.origin).href;

/** Browsers refuse the clipboard to pages without a secure connection: the address is then copied by hand. */
export async function copyAddress(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    tellDone(text('quotes.copied'));
  } catch {
    tellError(text('quotes.notCopied'));
  }
}
