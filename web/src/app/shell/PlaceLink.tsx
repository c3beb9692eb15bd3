import type { ComponentProps } from 'react';
import { follow } from '../../ui/PlainLink.tsx';
import { useIsHere } from '../navigation.ts';

/** A link of the menu, which shows where one is. */
export function PlaceLink({ to, ...props }: ComponentProps<'a'> & { to: string }) {
  const isHere = useIsHere(to);
  return <a {...props} href={to} aria-current={isHere ? 'page' : undefined} onClick={(event) => follow(event, to)} />;
}
