import { text } from '../../i18n/text.ts';
import { tellDone } from '../../ui/toast.ts';

/** The address of the list as it stands: whoever may see its records opens the very same list. */
export function copyAddress(): void {
  void navigator.clipboard.writeText(window.location.href).then(() => tellDone(text('action.linkCopied')));
}
