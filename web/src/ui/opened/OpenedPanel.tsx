import { Popover, type PopoverProps } from 'antd';
import type { RefObject } from 'react';
import { Anchor } from './Anchor.tsx';

type OpenedPanelProps = Pick<PopoverProps, 'open' | 'onOpenChange' | 'content' | 'placement' | 'align'> & {
  anchor: RefObject<HTMLElement | null>;
};

/** The panel of a button that is not Ant Design's. */
export function OpenedPanel({ anchor, ...props }: OpenedPanelProps) {
  return (
    <Popover trigger="click" arrow={false} destroyOnHidden {...props}>
      <Anchor to={anchor} />
    </Popover>
  );
}
