import { Button, Modal } from 'antd';
import { useText } from '../i18n/text.ts';

interface UnsavedDialogProps {
  onStay(): void;
  onLeave(): void;
  onClose(): void;
}

/** Asks whether what was edited and not saved is given up. */
export function UnsavedDialog({ onStay, onLeave, onClose }: UnsavedDialogProps) {
  const t = useText();
  const answer = (then: () => void) => () => {
    onClose();
    then();
  };
  return (
    <Modal
      open
      title={t('unsaved.ask')}
      width={400}
      mask={{ closable: false }}
      onCancel={answer(onStay)}
      footer={[
        <Button key="leave" danger onClick={answer(onLeave)}>
          {t('unsaved.discard')}
        </Button>,
        <Button key="stay" type="primary" autoFocus onClick={answer(onStay)}>
          {t('unsaved.keep')}
        </Button>,
      ]}
    />
  );
}
