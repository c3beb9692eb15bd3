import { Button, Dropdown } from 'antd';
import { Hourglass, MoreHorizontal } from 'lucide-react';
import type { FieldMeta, ObjectMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { FavouriteButton } from '../../app/shelf/FavouriteButton.tsx';
import { usePhone } from '../../app/usePhone.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { actionItems } from '../actions/actionItems.tsx';
import { stateOf } from '../conditions.ts';
import { isEmpty, titleOf } from '../values.ts';
import { FirstActions } from './FirstActions.tsx';
import { InlineField } from './InlineField.tsx';
import { Present } from './Present.tsx';
import styles from './RecordHeader.module.css';
import { useHeaderActions } from './useHeaderActions.ts';
import { usePageContext } from './usePageContext.ts';
import { whoseReview } from './whoseReview.ts';

/** What it is called, what can be done with it, and the figures one looks for first. */
export function RecordHeader({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const phone = usePhone();
  const workspace = useWorkspace();
  const definitions = useDefinitions();
  const context = usePageContext(object, record);
  const { actions, buttons, primary } = useHeaderActions(context);
  const waiting = whoseReview(object, record, workspace);
  const first = buttons.filter((action) => action.first);
  // A phone has room for one: what is to be done first, or else what is done next, be it to take something back.
  const next = primary ?? buttons.find((action) => action.quiet);
  const onPhone = first.length > 0 || !next ? first : [next];
  const shown = new Set((phone ? [] : buttons).map((button) => button.id));
  const rest = actions.filter((action) => !shown.has(action.id));
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
        {(phone ? [] : buttons).map((action) => (
          <Button
            key={action.id}
            type={action === primary ? 'primary' : 'default'}
            danger={action.danger}
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
      {waiting && (
        <p className={styles.waiting} role="note">
          <Hourglass size={14} aria-hidden="true" />
          {t(`review.${waiting}`)}
        </p>
      )}
      <FirstActions actions={phone ? onPhone : first} primary={primary} context={context} withButtons={phone} />
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
