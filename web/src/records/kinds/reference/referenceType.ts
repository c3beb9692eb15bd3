export interface Reference {
  /** The object's name; the API tells it beside the id. */
  type?: string;
  id: string;
}

/** The name under which a record keeps the object that a reference points into. */
export function referenceTypeField(field: string): string {
  return `${field}_type`;
}

/** The object a reference points into: told with it, or beside it in the record. */
export function typeOf(value: Reference | null, field: string, record: Record<string, unknown> | undefined): string | undefined {
  const beside = record?.[referenceTypeField(field)];
  return value?.type ?? (typeof beside === 'string' ? beside : undefined);
}
