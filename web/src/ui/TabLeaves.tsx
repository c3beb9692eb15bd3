import type { ReactNode } from 'react';

/** Tab leaves a list of several choices; by itself the list would take the choice that is lit, and stay. */
export function TabLeaves({ onLeave, children }: { onLeave(): void; children: ReactNode }) {
  return (
    <span
      style={{ display: 'contents' }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Tab') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      {children}
    </span>
  );
}
