import { Button, Popover } from 'antd';
import { lazy, Suspense } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { layoutKinds } from './layoutKinds.ts';
import type { ListChange, ListState } from './listState.ts';

const LayoutPanel = lazy(() => import('./LayoutPanel.tsx').then((module) => ({ default: module.LayoutPanel })));

export interface LayoutButtonProps {
  object: ObjectMeta;
  state: ListState;
  onChange(change: ListChange): void;
}

/** In which form the records are laid out, and by which field. */
export function LayoutButton(props: LayoutButtonProps) {
  const t = useText();
  const phone = usePhone();
  const { icon: Drawing, label } = layoutKinds[props.state.kind];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <Suspense fallback={<Skeleton rows={2} />}>
          <LayoutPanel {...props} />
        </Suspense>
      }
    >
      <Button type="text" icon={<Drawing size={14} />} aria-label={t('lay.button', { layout: t(label) })}>
        {phone ? null : t(label)}
      </Button>
    </Popover>
  );
}
