import { Suspense } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { WithPanel } from '../../ui/Opener.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { layoutKinds } from './layoutKinds.ts';
import type { ListChange, ListState } from './listState.ts';

const LayoutPanel = lazyPart(() => import('./LayoutPanel.tsx').then((m) => m.LayoutPanel));

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
    <WithPanel
      placement="bottomRight"
      content={
        <Suspense fallback={<Skeleton rows={2} />}>
          <LayoutPanel {...props} />
        </Suspense>
      }
    >
      <Button type="text" icon={<Drawing size={14} />} aria-label={t('lay.button', { layout: t(label) })}>
        {phone ? null : t(label)}
      </Button>
    </WithPanel>
  );
}
