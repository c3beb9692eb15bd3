import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { revealField } from '../../api/records.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import styles from '../form/Form.module.css';

interface RevealDialogProps {
  object: string;
  id: string;
  field: string;
  label: string;
  onRevealed(value: unknown): void;
  onClose(): void;
}

/** Asks why a masked value must be seen, because the reason is written down. */
export function RevealDialog({ object, id, field, label, onRevealed, onClose }: RevealDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const reveal = async () => {
    try {
      onRevealed((await revealField(object, id, field, reason.trim())).value);
      onClose();
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };
  return (
    <Modal
      open
      title={t('reveal.title', { field: label })}
      width={440}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="show" type="primary" disabled={reason.trim().length < 2} onClick={() => void reveal()}>
          {t('reveal.show')}
        </Button>,
      ]}
    >
      <div className={styles.side}>
        <p>{t('reveal.text')}</p>
        {problem && <Alert type="error" showIcon title={problem} role="alert" />}
        <Input
          autoFocus
          aria-label={t('reveal.reason')}
          placeholder={t('reveal.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => reason.trim().length >= 2 && void reveal()}
        />
      </div>
    </Modal>
  );
}
