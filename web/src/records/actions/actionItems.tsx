import type { MenuProps } from 'antd';
import { Icon } from '../../ui/Icon.tsx';
import type { ActionContext, RecordAction } from './recordActions.ts';

type Items = NonNullable<MenuProps['items']>;

/** The menu's items for some records: the object's own actions first, then the common ones, the dangerous last. */
export function actionItems(actions: readonly RecordAction[], context: ActionContext): Items {
  const item = (action: RecordAction) => ({
    key: action.id,
    label: action.label,
    danger: action.danger,
    icon: action.icon ? <action.icon size={14} /> : <Icon name={action.iconName} size={14} />,
    onClick: () => action.run(context),
  });
  const own = actions.filter((action) => action.primary && !action.danger).map(item);
  const common = actions.filter((action) => !action.primary && !action.danger).map(item);
  const dangerous = actions.filter((action) => action.danger).map(item);
  const parts = [own, common, dangerous].filter((part) => part.length > 0);
  return parts.flatMap((part, index) => (index === 0 ? part : [{ type: 'divider' as const, key: `line${index}` }, ...part]));
}
