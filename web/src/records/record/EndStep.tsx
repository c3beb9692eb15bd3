import { Dropdown } from 'antd';
import { Check, ChevronDown, Flag, X } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import type { Step } from '../useSteps.ts';
import styles from './StagePath.module.css';

interface EndStepProps {
  /** How it ended; absent while it goes on. */
  current: Step | undefined;
  offered: readonly Step[];
  onChoose(step: Step): void;
}

/** The last step of a way that can end in several ways: one choice among them, and afterwards how it ended. */
export function EndStep({ current, offered, onChoose }: EndStepProps) {
  const t = useText();
  const button = (
    <button
      type="button"
      disabled={offered.length === 0}
      aria-current={current ? 'step' : undefined}
      aria-haspopup={offered.length > 0 ? 'menu' : undefined}
    >
      {current ? current.type === 'lost' ? <X size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" /> : null}
      <span>{current?.label ?? t('path.end')}</span>
      {offered.length > 0 && <ChevronDown size={14} aria-hidden="true" />}
    </button>
  );
  return (
    <li className={styles.step} data-state={current ? 'current' : 'ahead'} data-end={current?.type}>
      {offered.length === 0 ? (
        button
      ) : (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          autoFocus
          menu={{
            items: offered.map((step) => ({
              key: step.id,
              label: step.label,
              danger: step.type === 'lost',
              icon: step.type === 'lost' ? <X size={14} /> : <Flag size={14} />,
              onClick: () => onChoose(step),
            })),
          }}
        >
          {button}
        </Dropdown>
      )}
    </li>
  );
}
