import '@fontsource-variable/inter/index.css';
import './theme/base.css';
import { askAhead } from './api/early.ts';
import { languageOf, readPreferences } from './app/keptPreferences.ts';
import { common } from './i18n/common.ts';

// These few lines arrive first: what they ask for is under way while the browser reads the rest.
const language = languageOf(readPreferences());
askAhead(language);
void common[language]();
void import('./app/start.tsx').then(({ start }) => start(language));
