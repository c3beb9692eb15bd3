/** Where the types belong. */
export const target: URL;

/** The types as text. */
export function generate(): Promise<string>;
