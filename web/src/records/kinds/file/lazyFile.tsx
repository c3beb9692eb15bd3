import { lazyInput } from '../shared/lazyInput.tsx';

/** Choosing a file; fetched when somebody first does. */
export const FileInput = lazyInput(async () => (await import('./FileInput.tsx')).FileInput);
