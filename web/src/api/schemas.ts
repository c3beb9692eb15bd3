import type { components } from './schema.d.ts';

/** What the API reads and answers, by the names of its description. */
export type Schemas = components['schemas'];
