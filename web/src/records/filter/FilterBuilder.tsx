import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ObjectMeta } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { fieldAt } from '../recordQuery.ts';
import styles from './FilterBuilder.module.css';
import { fromOData } from './fromOData.ts';
import { GroupRows, withRow } from './GroupRows.tsx';
import { type Group, noFilter } from './model.ts';
import { toOData } from './toOData.ts';

interface FilterBuilderProps {
  object: ObjectMeta;
  filter: string;
  onChange(filter: string): void;
  onClose(): void;
}

/** Conditions joined by and/or, groups inside groups; what it cannot show as rows it shows as text. */
export function FilterBuilder({ object, filter, onChange, onClose }: FilterBuilderProps) {
  const t = useText();
  const definitions = useDefinitions();
  const [tree, setTree] = useState<Group | null>(() => withRow(fromOData(filter), object));
  const [raw, setRaw] = useState(filter);
  const text = tree ? toOData(tree, (path) => fieldAt(definitions, object, path)) : raw;
  const apply = () => {
    onChange(text);
    onClose();
  };
  return (
    <form
      aria-label={t('filter.button')}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {tree ? (
        <GroupRows object={object} group={tree} depth={0} onChange={setTree} />
      ) : (
        <label className={styles.raw}>
          {t('filter.rawHint')}
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} value={raw} onChange={(event) => setRaw(event.target.value)} />
        </label>
      )}
      <div className={styles.foot}>
        <Button
          type="text"
          onClick={() => {
            setTree(withRow(noFilter, object));
            onChange('');
          }}
        >
          {t('filter.clear')}
        </Button>
        <span className={styles.spacer} />
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  );
}
