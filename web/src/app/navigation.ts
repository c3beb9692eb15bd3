let navigate = (address: string): void => location.assign(address);

/** Says how addresses within the product are gone to; until then they are loaded. */
export function navigateBy(way: (address: string) => void): void {
  navigate = way;
}

/** Goes to an address within the product. */
export function goTo(address: string): void {
  navigate(address);
}
