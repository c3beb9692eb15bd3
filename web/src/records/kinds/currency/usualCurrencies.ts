const usual = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'TWD', 'SGD'];

/** The currencies that are offered: those most trade in, after the company's own, and whichever is there. */
export function usualCurrencies(company: string, chosen?: string | null): string[] {
  return [...new Set([company, ...usual, ...(chosen ? [chosen] : [])])];
}
