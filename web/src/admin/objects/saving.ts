import type { QueryClient } from '@tanstack/react-query';
import { definitionKeys } from '../../api/definitions.ts';
import { ApiError } from '../../api/http.ts';
import { metaKey } from '../../api/meta.ts';
import { reasonOf, text } from '../../i18n/text.ts';

/** What is wrong with a draft, by the row it belongs to; `field` is the draft as a whole. */
export type Faults = Partial<Record<'label' | 'name' | 'options' | 'field', string>>;

/** The refusal of a definition, put where it belongs: what the server says of this field, then of everything else. */
export function faultsOf(error: unknown, name: string): Faults {
  if (!(error instanceof ApiError)) return { field: reasonOf(error) };
  if (error.status === 412) return { field: text('admin.changedMeanwhile') };
  const own = error.details.filter((d) => d.target === `definition/fields/${name}` && d.message).map((d) => d.message);
  const others = error.details.filter((d) => d.target !== `definition/fields/${name}` && d.message).map((d) => d.message);
  return { field: [...new Set([...own, ...others])].join('\n') || reasonOf(error) };
}

/** Every screen of this browser follows a changed definition at once. */
export async function refreshDefinitions(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: definitionKeys.all }),
    client.invalidateQueries({ queryKey: metaKey }),
  ]);
}
