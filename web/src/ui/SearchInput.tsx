import { CircleX, Search } from 'lucide-react';
import { useRef } from 'react';
import { useText } from '../i18n/text.ts';
import styles from './SearchInput.module.css';

interface SearchInputProps {
  label: string;
  placeholder: string;
  value: string;
  className?: string;
  onChange(value: string): void;
}

/** A line to search in, with a way to empty it. */
export function SearchInput({ label, placeholder, value, className, onChange }: SearchInputProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the line is one on the line
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the line inside
    <span className={[styles.frame, className].filter(Boolean).join(' ')} onClick={() => input.current?.focus()}>
      <Search size={14} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {value && (
        <button type="button" tabIndex={-1} aria-label={t('common.clear')} onClick={() => onChange('')}>
          <CircleX size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
