import { keepLanguage } from '../api/session.ts';
import { type Language, reasonOf } from '../i18n/text.ts';
import { tellError } from '../ui/toast.ts';
import { prefer } from './preferences.ts';

/** Speaks another language from now on, here and in every browser the person signs in with. */
export function chooseLanguage(language: Language): void {
  prefer({ language });
  keepLanguage(language).catch((error: unknown) => tellError(reasonOf(error)));
}
