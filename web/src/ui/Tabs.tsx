import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/text.ts';
import { Button } from './Button.tsx';
import { WithMenu } from './Opener.tsx';
import styles from './Tabs.module.css';
import { bringIntoRow, useEdges } from './useEdges.ts';

export interface TabItem {
  key: string;
  label: ReactNode;
  /** Its sheet; absent where the page draws it below by itself. */
  children?: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  activeKey: string;
  onChange(key: string): void;
}

/** Sheets behind one another: the arrow keys walk their tabs, more than fit are scrolled to and listed in a menu; only the one on top is drawn. */
export function Tabs({ label, items, activeKey, onChange }: TabsProps) {
  const id = useId();
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const hides = useEdges(list, items.length);
  const at = items.findIndex((item) => item.key === activeKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to, and the menu takes room from the row
  useEffect(() => {
    bringIntoRow(list.current, list.current?.querySelector<HTMLElement>('[aria-selected="true"]'));
  }, [activeKey, hides === undefined]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 };
    const next = items[((moves[event.key] ?? Number.NaN) + items.length) % items.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div className={styles.row}>
        <div
          ref={list}
          role="tablist"
          tabIndex={-1}
          aria-label={label}
          className={styles.list}
          data-hides={hides}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="tab"
              id={`${id}-${item.key}`}
              data-tab={item.key}
              aria-selected={item.key === activeKey}
              aria-controls={item.key === activeKey && item.children !== undefined ? `${id}-sheet` : undefined}
              tabIndex={item.key === activeKey ? 0 : -1}
              onClick={() => onChange(item.key)}
            >
              {item.label}
            </button>
          ))}
        </div>
        {hides && (
          <WithMenu
            menu={{
              items: items.map((item) => ({ key: item.key, label: item.label, onClick: () => onChange(item.key) })),
              selectedKeys: [activeKey],
            }}
          >
            <Button type="text" size="small" className={styles.more} aria-label={t('tabs.all')}>
              {t('tabs.more')}
              <ChevronDown size={14} aria-hidden="true" />
            </Button>
          </WithMenu>
        )}
      </div>
      {items[at]?.children !== undefined && (
        <div role="tabpanel" id={`${id}-sheet`} aria-labelledby={`${id}-${activeKey}`} className={styles.sheet}>
          {items[at].children}
        </div>
      )}
    </div>
  );
}
