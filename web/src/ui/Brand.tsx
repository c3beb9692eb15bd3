/** The mark of the product. */
export function Brand({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="通客 Tongke">
      <rect width="32" height="32" rx="8" fill="var(--brand)" />
      <path d="M9 10h14M16 10v13" stroke="var(--on-brand)" strokeWidth="3" strokeLinecap="round" fill="none" />
      <circle cx="23" cy="21" r="2.5" fill="var(--on-brand)" opacity=".7" />
    </svg>
  );
}
