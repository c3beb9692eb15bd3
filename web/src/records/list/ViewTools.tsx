import { Button, Dropdown } from 'antd';
import { Link2, MoreHorizontal, RotateCcw, Save, Share2, Trash2 } from 'lucide-react';
import { useLocation } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellError } from '../../ui/toast.ts';
import { copyAddress } from './copyAddress.ts';
import type { ListChange, ListState } from './listState.ts';
import { SaveViewButton } from './SaveViewButton.tsx';
import { isSaved, isShared, useViewWork } from './savedViews.ts';

interface ViewToolsProps {
  object: ObjectMeta;
  state: ListState;
  onChange(change: ListChange): void;
}

/** Keeping a list as it stands, sharing it, going back to how it was. */
export function ViewTools({ object, state, onChange }: ViewToolsProps) {
  const t = useText();
  useLocation();
  const { user } = useWorkspace();
  const mayKeep = useDefinitions().find('list_view')?.can.create ?? false;
  const work = useViewWork(object);
  const { view } = state;
  const mine = isSaved(view) && view.saved.owner === user.id ? view.saved : undefined;
  const changeable = isSaved(view) && (mine || view.saved.sharing.viewersEdit) ? view.saved : undefined;
  const onError = (error: Error) => tellError(reasonOf(error));
  const forget: ListChange = { filter: null, sort: null, columns: null, kind: null, groupBy: null, dateField: null };
  return (
    <>
      {state.changed && changeable && (
        <Button
          type="link"
          size="small"
          icon={<Save size={12} />}
          loading={work.update.isPending}
          onClick={() => work.update.mutate({ id: changeable.id, state }, { onError, onSuccess: () => onChange(forget) })}
        >
          {t('views.update')}
        </Button>
      )}
      {state.changed && mayKeep && <SaveViewButton object={object} state={state} onSaved={(name) => onChange({ view: name })} />}
      {state.changed && (
        <Button type="link" size="small" icon={<RotateCcw size={12} />} onClick={() => onChange(forget)}>
          {t('list.resetView')}
        </Button>
      )}
      {isSaved(view) && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'link', icon: <Link2 size={14} />, label: t('views.copyLink'), onClick: copyAddress },
              ...(mine
                ? [
                    {
                      key: 'share',
                      icon: <Share2 size={14} />,
                      label: t('views.share'),
                      onClick: () => openDialog({ kind: 'shareView', object: object.name, view: view.label, saved: mine }),
                    },
                    {
                      key: 'remove',
                      danger: true,
                      icon: <Trash2 size={14} />,
                      label: t('views.remove'),
                      onClick: () =>
                        work.remove.mutate(mine.id, {
                          onError,
                          onSuccess: () => onChange({ view: object.views[0]?.name ?? '' }),
                        }),
                    },
                  ]
                : []),
            ],
          }}
        >
          <Button type="text" size="small" icon={<MoreHorizontal size={14} />} aria-label={t('views.more', { view: view.label })}>
            {t(view.saved.sharing.shared ? 'views.shared' : isShared(view.saved.sharing) ? 'views.sharedWith' : 'views.private')}
          </Button>
        </Dropdown>
      )}
    </>
  );
}
