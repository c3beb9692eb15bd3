import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { MoreHorizontal } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { FavouriteButton } from '../../app/shelf/FavouriteButton.tsx';
import { usePhone } from '../../app/usePhone.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { placeActionOf } from '../../visits/placeAction.ts';
import { actionItems } from '../actions/actionItems.tsx';
import { availableActions, leadsOn, usualFirst } from '../actions/recordActions.ts';
import { stateOf } from '../conditions.ts';
import { isEmpty, titleOf } from '../values.ts';
import { FirstActions } from './FirstActions.tsx';
import { InlineField } from './InlineField.tsx';
import { Present } from './Present.tsx';
import { pathField } from './pathField.ts';
import styles from './RecordHeader.module.css';

/** What it is called, what can be done with it, and the figures one looks for first. */
export function RecordHeader({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const phone = usePhone();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const definitions = useDefinitions();
  const context = {
    object,
    records: [record],
    navigate,
    client,
    workspace,
    onGone: () => navigate(`/o/${object.name}`),
    isPage: true,
  };
  const actions = availableActions(context);
  const path = pathField(object, definitions)?.name;
  // The path below already moves along its field: an action that asks for nothing else is not offered a second time.
  const isPath = (name: string) => {
    const parameters = object.actions.find((a) => a.name === name)?.parameters ?? [];
    return parameters.length === 1 && parameters[0]?.name === path;
  };
  const first = actions.filter((action) => action.first);
  // What destroys or can't be undone is looked for, never the button one finds.
  const others = actions.filter((a) => a.primary && !a.first && !a.danger && !isPath(a.id));
  const buttons = phone ? [] : usualFirst([...first, ...others].slice(0, 3));
  // A phone has room for one: what is to be done first, or else what is usually done next.
  const next = others.find((a) => leadsOn(a) && a.id !== placeActionOf(object)?.name);
  const onPhone = first.length > 0 || !next ? first : [next];
  const rest = actions.filter((a) => !buttons.includes(a));
  const headline = object.layout.headline
    .map((name) => definitions.field(object, name))
    .filter((f): f is FieldMeta => f !== undefined && stateOf(f, record, workspace).visible)
    // A figure that is missing is a reminder on a wide screen and a row of dashes on a small one.
    .filter((f) => !phone || !isEmpty(record[f.name]));
  return (
    <header className={styles.header}>
      <div className={styles.titleRow}>
        <span className={styles.icon}>
          <Icon name={object.icon} fallback={object.name} size={20} />
        </span>
        <h1>{titleOf(object, record)}</h1>
        <FavouriteButton object={object.name} record={record.id} />
        <span className={styles.spacer} />
        <Present object={object.name} id={record.id} />
        {buttons.map((action, index) => (
          <Button
            key={action.id}
            type={index === 0 && (action.first || leadsOn(action)) ? 'primary' : 'default'}
            icon={<Icon name={action.iconName} size={14} />}
            onClick={() => action.run(context)}
          >
            {action.label}
          </Button>
        ))}
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: actionItems(rest, context) }}>
          <Button aria-label={t('common.more')} icon={<MoreHorizontal size={16} />} />
        </Dropdown>
      </div>
      <FirstActions actions={phone ? onPhone : first} context={context} withButtons={phone} />
      {headline.length > 0 && (
        <dl className={styles.headline}>
          {headline.map((field) => (
            <div key={field.name}>
              <dt>{field.label}</dt>
              <dd>
                <InlineField object={object} record={record} field={field} big />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </header>
  );
}
