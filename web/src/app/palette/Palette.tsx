import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { searchEverything } from '../../api/search.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useWorkspace } from '../workspace.tsx';
import { type Command, commandsFor } from './commands.ts';
import { matches } from './matching.ts';
import styles from './Palette.module.css';

/** Any record, page or command by its name, its pinyin's initials, or a part of either. */
export function Palette({ onClose }: { onClose(): void }) {
  const t = useText();
  const navigate = useNavigate();
  const { definitions } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const listRef = useRef<HTMLDivElement>(null);
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['search', search],
    queryFn: ({ signal }) => searchEverything(search, signal),
    enabled: search !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const records: Command[] = (search ? (found.data ?? []) : []).map((hit) => ({
    id: `${hit.object}/${hit.id}`,
    group: 'palette.records',
    label: hit.title,
    hint: [definitions.find(hit.object)?.label ?? hit.label, hit.subtitle].filter(Boolean).join(' · '),
    icon: definitions.find(hit.object)?.icon,
    fallback: hit.object,
    run: () => navigate(`/o/${hit.object}/${hit.id}`),
  }));
  const commands = commandsFor(definitions, navigate).filter(
    (command) => !search || matches(search, command.label, command.words),
  );
  const all = [...records, ...commands].slice(0, 40);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search begins at its first answer
  useEffect(() => setActive(0), [search]);
  useEffect(() => {
    listRef.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive((index) => Math.min(all.length - 1, index + 1));
    else if (event.key === 'ArrowUp') setActive((index) => Math.max(0, index - 1));
    else if (event.key === 'Enter') run(all[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={640}
      style={{ top: 96 }}
      styles={{ container: { padding: 0, overflow: 'hidden' }, header: { margin: 0, height: 0 } }}
      title={<span className="srOnly">{t('shell.search')}</span>}
    >
      <div data-palette="" className={styles.input}>
        <Search size={18} aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type
          autoFocus
          role="combobox"
          aria-expanded={all.length > 0}
          aria-controls="palette"
          aria-activedescendant={all[active] ? `palette-${active}` : undefined}
          aria-label={t('shell.search')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      {all.length === 0 && (
        <p role="status" className={styles.none}>
          {found.isFetching ? t('common.loading') : t('palette.none', { text: search })}
        </p>
      )}
      <div
        ref={listRef}
        id="palette"
        role="listbox"
        aria-label={t('palette.results')}
        hidden={all.length === 0}
        className={styles.list}
      >
        {all.map((command, index) => (
          <div key={command.id}>
            {command.group !== all[index - 1]?.group && <h3 role="presentation">{t(command.group)}</h3>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input above */}
            <div
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              data-index={index}
              className={styles.item}
              onMouseMove={() => setActive(index)}
              onClick={() => run(command)}
            >
              <Icon name={command.icon} fallback={command.fallback} />
              <span className={styles.label}>{command.label}</span>
              {command.hint && <span className={styles.hint}>{command.hint}</span>}
              {command.key && <kbd>{command.key}</kbd>}
            </div>
          </div>
        ))}
      </div>
    </Modal>
  );
}
