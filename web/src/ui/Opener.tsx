import type { MenuProps, PopoverProps } from 'antd';
import { cloneElement, type ReactElement, type ReactNode, type Ref, Suspense, useRef, useState } from 'react';
import { lazyPart } from './lazyPart.tsx';

const fetchMenu = () => import('./opened/OpenedMenu.tsx').then((m) => m.OpenedMenu);
const fetchPanel = () => import('./opened/OpenedPanel.tsx').then((m) => m.OpenedPanel);
const OpenedMenu = lazyPart(fetchMenu);
const OpenedPanel = lazyPart(fetchPanel);

/** Fetches what menus are made of, so that the first one opens at once. */
export async function fetchOpened(): Promise<void> {
  await Promise.all([fetchMenu(), fetchPanel(), import('./Themed.tsx')]);
}

type Trigger = ReactElement<{
  ref?: Ref<HTMLButtonElement>;
  'aria-expanded'?: boolean;
  'aria-haspopup'?: 'menu' | 'dialog';
  onPointerEnter?(): void;
  onClick?(): void;
}>;

interface Opening {
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** The button that opens it. */
  children: Trigger;
}

function useOpening({ open: given, onOpenChange }: Opening) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const [everOpen, setEverOpen] = useState(open);
  if (open && !everOpen) setEverOpen(true);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return { anchor, open, everOpen, change };
}

/** A button with a menu: the menu's code comes when the pointer first reaches the button, or at the press. */
export function WithMenu({ menu, placement, ...opening }: Opening & { menu: MenuProps; placement?: 'bottomRight' | 'topLeft' }) {
  const { anchor, open, everOpen, change } = useOpening(opening);
  return (
    <>
      {cloneElement(opening.children, {
        ref: anchor,
        'aria-expanded': open,
        'aria-haspopup': 'menu',
        onPointerEnter: fetchMenu,
        onClick: () => change(!open),
      })}
      {everOpen && (
        <Suspense fallback={null}>
          <OpenedMenu anchor={anchor} open={open} onOpenChange={change} menu={menu} placement={placement} />
        </Suspense>
      )}
    </>
  );
}

type Panel = Pick<PopoverProps, 'placement' | 'align'>;

/** A button with a panel, whose content and code come when it first opens. */
export function WithPanel({ content, placement, align, ...opening }: Opening & Panel & { content: ReactNode }) {
  const { anchor, open, everOpen, change } = useOpening(opening);
  return (
    <>
      {cloneElement(opening.children, {
        ref: anchor,
        'aria-expanded': open,
        'aria-haspopup': 'dialog',
        onPointerEnter: fetchPanel,
        onClick: () => change(!open),
      })}
      {everOpen && (
        <Suspense fallback={null}>
          <OpenedPanel anchor={anchor} open={open} onOpenChange={change} content={content} placement={placement} align={align} />
        </Suspense>
      )}
    </>
  );
}
