import { Modal } from 'antd';
import { type TextKey, useText } from '../i18n/text.ts';
import styles from './KeysDialog.module.css';

const groups: { title: TextKey; keys: [string, TextKey][] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      ['Ctrl K', 'keys.palette'],
      ['/', 'keys.search'],
      ['H', 'keys.home'],
      ['I', 'keys.notifications'],
      ['?', 'keys.help'],
      ['Esc', 'keys.close'],
    ],
  },
  {
    title: 'keys.list',
    keys: [
      ['N', 'keys.new'],
      ['F', 'keys.filter'],
      ['↑ ↓ ← →', 'keys.walk'],
      ['Enter', 'keys.open'],
      ['E', 'keys.edit'],
      ['Space', 'keys.select'],
      ['Shift ↑ ↓ ← →', 'keys.range'],
      ['Ctrl C V', 'keys.copy'],
      ['Ctrl D', 'keys.fill'],
    ],
  },
  {
    title: 'keys.record',
    keys: [
      ['E', 'keys.editFirst'],
      ['C', 'keys.comment'],
      ['Ctrl Enter', 'keys.send'],
    ],
  },
];

/** Every key in one place. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={720}>
      <div className={styles.columns}>
        {groups.map((group) => (
          <section key={group.title}>
            <h2>{t(group.title)}</h2>
            <dl>
              {group.keys.map(([key, meaning]) => (
                <div key={meaning}>
                  <dt>{t(meaning)}</dt>
                  <dd>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
