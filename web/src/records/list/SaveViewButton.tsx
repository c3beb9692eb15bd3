import { Button, Input, Popover, Radio } from 'antd';
import { BookmarkPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import type { ListState } from './listState.ts';
import { useViewWork } from './savedViews.ts';
import styles from './Toolbar.module.css';

/** Gives the list as it stands a name to come back to, for oneself or for everybody. */
export function SaveViewButton({
  object,
  state,
  onSaved,
}: {
  object: ObjectMeta;
  state: ListState;
  onSaved(view: string): void;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  const [shared, setShared] = useState(false);
  const { save } = useViewWork(object);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { label: label.trim(), shared, state },
      {
        onSuccess: (view) => {
          setOpen(false);
          onSaved(view);
        },
        onError: (error) => tellError(reasonOf(error)),
      },
    );
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <form className={styles.saveView} aria-label={t('views.save')} onSubmit={submit}>
          <Input
            autoFocus
            aria-label={t('views.name')}
            placeholder={t('views.name')}
            maxLength={64}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <Radio.Group
            aria-label={t('views.who')}
            value={shared}
            options={[
              { value: false, label: t('views.private') },
              { value: true, label: t('views.shared') },
            ]}
            onChange={(event) => setShared(event.target.value === true)}
          />
          <p className={styles.hint}>{t(shared ? 'views.sharedHint' : 'views.privateHint')}</p>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!label.trim()}>
            {t('views.keep')}
          </Button>
        </form>
      }
    >
      <Button type="link" size="small" icon={<BookmarkPlus size={12} />}>
        {t('views.save')}
      </Button>
    </Popover>
  );
}
