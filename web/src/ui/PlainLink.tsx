import type { MouseEvent, ReactNode } from 'react';
import { goTo } from '../app/navigation.ts';

interface PlainLinkProps {
  /** An address within the product. */
  to: string;
  className?: string;
  children: ReactNode;
}

/**
 * A link for rows of which hundreds are drawn: the router's own asks for the present address and is drawn again with each.
 * A plain click on it is none on what lies below; it is reached by the keys of the list, not by Tab.
 */
export function PlainLink({ to, className, children }: PlainLinkProps) {
  return (
    <a href={to} className={className} tabIndex={-1} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}

/** What a click on a link of ours does: it leads on within the product, but where the browser is asked for more. */
export function follow(event: MouseEvent, to: string): void {
  event.stopPropagation();
  // The others open a tab or a window, or save, as the browser does it.
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(to);
}
