import { ChevronDown } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { usePhone } from '../../app/usePhone.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { WithMenu } from '../../ui/Opener.tsx';
import { bringIntoRow, useEdges } from '../../ui/useEdges.ts';
import styles from './Toolbar.module.css';

interface ViewTabsProps {
  object: ObjectMeta;
  current: string;
  onChoose(view: string): void;
}

/** The views of an object beside one another; where they do not all fit, a menu lists them too. */
export function ViewTabs({ object, current, onChoose }: ViewTabsProps) {
  const t = useText();
  const phone = usePhone();
  const row = useRef<HTMLElement>(null);
  const views = object.views;
  const asMenu = phone && views.length > 2;
  const hides = useEdges(row, asMenu ? 0 : views.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another place, and the menu takes room from the row
  useEffect(() => {
    bringIntoRow(row.current, row.current?.querySelector<HTMLElement>('[aria-current]'));
  }, [current, views.length, hides === undefined]);
  const menu = {
    items: views.map((v) => ({ key: v.name, label: v.label, onClick: () => onChoose(v.name) })),
    selectedKeys: [current],
  };
  if (asMenu)
    return (
      <WithMenu menu={menu}>
        <Button type="text" className={styles.viewMenu}>
          {views.find((v) => v.name === current)?.label}
          <ChevronDown size={14} />
        </Button>
      </WithMenu>
    );
  return (
    <>
      <nav ref={row} className={styles.views} data-hides={hides} aria-label={t('list.views')}>
        {views.map((view) => (
          <button
            key={view.name}
            type="button"
            aria-current={view.name === current ? 'page' : undefined}
            onClick={() => onChoose(view.name)}
          >
            {view.label}
          </button>
        ))}
      </nav>
      {hides && (
        <WithMenu menu={menu}>
          <Button type="text" className={styles.moreViews} aria-label={t('list.moreViews')} icon={<ChevronDown size={14} />} />
        </WithMenu>
      )}
    </>
  );
}
