import { useText } from '../../../i18n/text.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { type ChecklistItem, wordsOf } from '../checklist/checklist.ts';
import styles from './TickList.module.css';

interface TickListProps {
  id?: string;
  label: string;
  items: readonly ChecklistItem[];
  done: readonly string[];
  disabled?: boolean;
  onChange(done: string[]): void;
}

/** Things to do, each with a box to tick. */
export function TickList({ id, label, items, done, disabled, onChange }: TickListProps) {
  const t = useText();
  return (
    <ul id={id} className={styles.list} aria-label={label}>
      {items.map((item) => {
        const ticked = done.includes(item.name);
        return (
          <li key={item.name}>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control */}
            <label data-done={ticked || undefined}>
              <Checkbox
                aria-label={wordsOf(item)}
                checked={ticked}
                disabled={disabled}
                onChange={() => onChange(ticked ? done.filter((name) => name !== item.name) : [...done, item.name])}
              />
              <span>{wordsOf(item)}</span>
              {item.required && <small>{t('checklist.required')}</small>}
            </label>
          </li>
        );
      })}
    </ul>
  );
}
