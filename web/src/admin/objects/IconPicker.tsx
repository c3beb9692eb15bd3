import { Icon } from '../../ui/Icon.tsx';
import styles from './Designer.module.css';

const icons = [
  'box',
  'boxes',
  'building',
  'contact',
  'user',
  'user-plus',
  'target',
  'handshake',
  'activity',
  'message',
  'phone',
  'calendar',
  'task',
  'check',
  'file',
  'folder',
  'tag',
  'flag',
  'product',
  'cart',
  'wallet',
  'payment',
  'ticket',
  'campaign',
  'chart',
  'layers',
  'branch',
  'network',
  'inbox',
  'shield',
  'trophy',
];

/** The picture of an object in menus and lists. */
export function IconPicker({ id, value, onChange }: { id: string; value: string | undefined; onChange(icon: string): void }) {
  return (
    <fieldset id={id} className={styles.icons}>
      {icons.map((icon) => (
        <button key={icon} type="button" aria-label={icon} aria-pressed={value === icon} onClick={() => onChange(icon)}>
          <Icon name={icon} />
        </button>
      ))}
    </fieldset>
  );
}
