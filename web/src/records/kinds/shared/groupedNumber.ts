/** A number in an input: with thousands separators at rest, as it is typed while one types. */
export function groupedNumber(typed: number | string | undefined, { userTyping }: { userTyping: boolean }): string {
  const plain = String(typed ?? '');
  return userTyping ? plain : plain.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}
