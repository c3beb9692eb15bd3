import { Button, Modal } from 'antd';
import { ListChecks } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from './shared.module.css';

type InputDialogProps = Pick<InputProps<unknown>, 'field' | 'id' | 'autoFocus' | 'disabled' | 'invalid'> & {
  /** The value in words, on the button that opens the dialog. */
  said: ReactNode;
  open: boolean;
  isReady: boolean;
  onOpen(): void;
  onDone(): void;
  onCancel(): void;
  children: ReactNode;
};

/** An input that needs more room than a field has: a button that says the value, and a dialog to change it. */
export function InputDialog({ field, id, autoFocus, disabled, invalid, said, open, isReady, children, ...on }: InputDialogProps) {
  const t = useText();
  // The window, where the dialog listens for Escape, hears nothing that stops here. What lies open above it, a list or a calendar, closes first.
  const keep = (event: KeyboardEvent<HTMLElement>) => {
    if (!open) return;
    event.stopPropagation();
    const isAboutPopup = event.target instanceof Element && event.target.closest('[aria-expanded="true"]') !== null;
    if (event.key === 'Escape' && !event.nativeEvent.isComposing && !event.defaultPrevented && !isAboutPopup) on.onCancel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus in the dialog are the dialog's, not of the field around it
    <div onBlur={(event) => open && event.stopPropagation()} onKeyDown={keep}>
      <Button
        id={id}
        className={styles.opener}
        autoFocus={autoFocus}
        disabled={disabled}
        danger={invalid}
        icon={<ListChecks size={14} />}
        aria-label={id ? undefined : field.label}
        aria-haspopup="dialog"
        onClick={on.onOpen}
      >
        {said}
      </Button>
      <Modal
        open={open}
        title={field.label}
        width={720}
        okText={t('criteria.done')}
        cancelText={t('common.cancel')}
        okButtonProps={{ disabled: !isReady }}
        onOk={on.onDone}
        onCancel={on.onCancel}
      >
        {children}
      </Modal>
    </div>
  );
}

/** Whether the field is edited where it is read: there the dialog opens at once, and closing it is the end of editing. */
export function isInPlace({ id, autoFocus }: Pick<InputProps<unknown>, 'id' | 'autoFocus'>): boolean {
  return autoFocus === true && id === undefined;
}
