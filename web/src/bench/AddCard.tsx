import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { BenchCard } from '../api/bench.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { useText } from '../i18n/text.ts';
import { useWithSavedViews } from '../records/list/savedViews.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './AddCard.module.css';
import { addableKinds } from './cardKinds.tsx';

interface AddCardProps {
  cards: readonly BenchCard[];
  onAdd(card: Omit<BenchCard, 'id'>): void;
  onClose(): void;
}

/** The cards one can still add; of a view one says which and how it is shown. */
export function AddCard({ cards, onAdd, onClose }: AddCardProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [view, setView] = useState(false);
  const objects = definitions.objects.filter(
    (o) => o.views.length > 0 && definitions.menus.some((g) => g.items.some((i) => 'object' in i && i.object === o.name)),
  );
  return (
    <Modal open title={t('bench.addTitle')} footer={null} onCancel={onClose}>
      {view ? (
        <ViewForm objects={objects} onAdd={onAdd} />
      ) : (
        <ul className={styles.kinds}>
          {addableKinds(cards, definitions).map(([name, kind]) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => (kind.many ? setView(true) : onAdd({ kind: name, width: name === 'today' ? 'full' : 'half' }))}
              >
                <Icon name={kind.icon} size={20} />
                {t(kind.label)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}

function ViewForm({ objects, onAdd }: { objects: readonly ObjectMeta[]; onAdd: AddCardProps['onAdd'] }) {
  const t = useText();
  const [name, setName] = useState(objects[0]?.name ?? '');
  const [chosen, setChosen] = useState<string>();
  const [shownAs, setShownAs] = useState<NonNullable<BenchCard['as']>>('list');
  const object = useWithSavedViews(objects.find((o) => o.name === name) ?? (objects[0] as ObjectMeta));
  const view = chosen ?? object.views[0]?.name;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (view) onAdd({ kind: 'view', width: 'half', object: name, view, as: shownAs });
      }}
    >
      <div>
        <label htmlFor="card-object">{t('card.viewObject')}</label>
        <Select
          id="card-object"
          value={name}
          options={objects.map((o) => ({ value: o.name, label: o.plural }))}
          onChange={(next) => {
            setName(next);
            setChosen(undefined);
          }}
        />
      </div>
      <div>
        <label htmlFor="card-view">{t('card.viewName')}</label>
        <Select
          id="card-view"
          value={view}
          options={object.views.map((v) => ({ value: v.name, label: v.label }))}
          onChange={setChosen}
        />
      </div>
      <div>
        <label htmlFor="card-as">{t('card.viewAs')}</label>
        <Select
          id="card-as"
          value={shownAs}
          options={[
            { value: 'list' as const, label: t('card.asList') },
            { value: 'number' as const, label: t('card.asNumber') },
            { value: 'bars' as const, label: t('card.asBars') },
          ]}
          onChange={setShownAs}
        />
      </div>
      <Button type="primary" htmlType="submit" disabled={!view}>
        {t('bench.add')}
      </Button>
    </form>
  );
}
