import { Dropdown, type MenuProps } from 'antd';
import type { RefObject } from 'react';
import { Anchor } from './Anchor.tsx';

interface OpenedMenuProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange(open: boolean): void;
  menu: MenuProps;
  placement?: 'bottomRight' | 'topLeft';
}

/** The menu of a button that is not Ant Design's. */
export function OpenedMenu({ anchor, ...props }: OpenedMenuProps) {
  return (
    <Dropdown trigger={['click']} autoFocus {...props}>
      <Anchor to={anchor} />
    </Dropdown>
  );
}
