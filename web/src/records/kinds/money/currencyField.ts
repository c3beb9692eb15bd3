/** The name under which a record keeps the currency of an amount. */
export function currencyField(field: string): string {
  return `${field}_currency`;
}
