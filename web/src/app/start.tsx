import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { changeLanguage, type Language } from '../i18n/text.ts';
import { startShellWorker } from '../pwa/shellVersion.ts';
import { lightOnPaper } from '../theme/paper.ts';
import { App } from './App.tsx';

/** Draws the product, in words from the first moment on. */
export async function start(language: Language): Promise<void> {
  await changeLanguage(language);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element.');
  lightOnPaper();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  startShellWorker();
}
