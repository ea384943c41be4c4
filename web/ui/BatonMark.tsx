/** The sign of the house: a baton on its way. */
export function BatonMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--coral)" />
      <rect
        x="6"
        y="13.5"
        width="20"
        height="5"
        rx="2.5"
        fill="var(--on-coral)"
        transform="rotate(-32 16 16)"
      />
      <circle cx="22.4" cy="12" r="1.4" fill="var(--coral)" />
    </svg>
  );
}
