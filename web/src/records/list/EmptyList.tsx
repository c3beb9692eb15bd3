import { useNavigate } from 'react-router';
import type { ObjectMeta } from '../../api/meta.ts';
import { openDialog } from '../../app/dialogs.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import type { ListChange, ListState } from './listState.ts';

/** A list without rows says why: nothing matches, nothing in this view, or nothing at all yet. Each has its own way on. */
export function EmptyList({
  object,
  state,
  onChange,
}: {
  object: ObjectMeta;
  state: ListState;
  onChange(change: ListChange): void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const create = object.can.create && (
    <Button type="primary" onClick={() => openDialog({ kind: 'create', object: object.name })}>
      {t('list.new', { object: object.label })}
    </Button>
  );
  const bring = object.can.import && <Button onClick={() => navigate(`/import/${object.name}`)}>{t('list.importFile')}</Button>;
  if (state.search || (state.filter && state.filter !== state.view.filter)) {
    return (
      <Empty
        title={t('list.noMatch', { plural: object.plural })}
        action={<Button onClick={() => onChange({ filter: null, search: '' })}>{t('list.clearFilter')}</Button>}
      >
        {t('list.noMatchHint')}
      </Empty>
    );
  }
  const whole = object.views.find((view) => view.kind === 'table' && !view.filter);
  if (state.filter) {
    return (
      <Empty
        title={t('list.emptyView', { view: state.view.label })}
        action={
          <>
            {create}
            {bring}
            {whole && <Button onClick={() => onChange({ view: whole.name })}>{t('list.seeView', { view: whole.label })}</Button>}
          </>
        }
      >
        {t('list.emptyViewHint')}
      </Empty>
    );
  }
  return (
    <Empty
      title={t('list.empty', { plural: object.plural })}
      action={
        <>
          {create}
          {bring}
        </>
      }
    >
      {object.name === 'hand_over'
        ? t('list.emptyHint.hand_over')
        : object.can.import
          ? t('list.emptyHint')
          : t('list.emptyHintMade', { plural: object.plural })}
    </Empty>
  );
}
