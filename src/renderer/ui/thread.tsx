/** The mark: a thread drawn through the word's beginning. Decoration, so not read aloud. */
export function Thread({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path
        d="M2 25c5 0 7-3 8-9l2-10c.4-2 3-2 2.700.2L12 24c1-6 3.500-9.500 6.500-9.500 3 0 3 3 2.500 5.500-.6 3 .2 5 3 5 2.500 0 4-1.500 6-4"
        stroke="var(--hilo-thread)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="24.500" cy="8" r="2" fill="var(--hilo-ink)" />
    </svg>
  );
}
