import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
import { TabLeaves } from './TabLeaves.tsx';

type ManySelectProps = Omit<SelectProps<string[]>, 'mode' | 'open' | 'onOpenChange'>;

/** A choice of several: each closes the list, so that it never stays over the buttons below; typing opens it again. */
export function ManySelect({ onChange, ...props }: ManySelectProps) {
  const [open, setOpen] = useState(false);
  return (
    <TabLeaves onLeave={() => setOpen(false)}>
      <Select<string[]>
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        maxTagCount="responsive"
        listHeight={224}
        {...props}
        open={open}
        onOpenChange={setOpen}
        onChange={(chosen, option) => {
          setOpen(false);
          onChange?.(chosen, option);
        }}
      />
    </TabLeaves>
  );
}
