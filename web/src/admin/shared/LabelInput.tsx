import { Input } from 'antd';
import type { Label } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import styles from './Admin.module.css';

interface LabelInputProps {
  id?: string;
  value: Label | undefined;
  onChange(value: Label): void;
  invalid?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
  size?: 'small' | 'middle';
  /** Of lists in which Enter makes the next one. */
  onEnter?(): void;
}

/** A text in both languages, side by side; English may stay empty and then says the same. */
export function LabelInput({ id, value, onChange, invalid, autoFocus, disabled, size, onEnter }: LabelInputProps) {
  const t = useText();
  const { zh, en } = value ?? { zh: '', en: '' };
  return (
    <div className={styles.pair}>
      <Input
        id={id}
        value={zh}
        size={size}
        disabled={disabled}
        autoFocus={autoFocus}
        status={invalid ? 'error' : undefined}
        placeholder={t('admin.inChinese')}
        aria-label={id ? undefined : t('admin.inChinese')}
        onChange={(event) => onChange({ zh: event.target.value, en })}
        onPressEnter={onEnter}
      />
      <Input
        value={en}
        size={size}
        disabled={disabled}
        placeholder={(currentLanguage() !== 'en' && zh) || t('admin.inEnglish')}
        aria-label={t('admin.inEnglish')}
        onChange={(event) => onChange({ zh, en: event.target.value })}
        onPressEnter={onEnter}
      />
    </div>
  );
}
