import { Alert, Button, Modal } from 'antd';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { givePassword, type Person } from '../../api/people.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellDone, tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { passwordTable } from './passwordTable.ts';

interface ResetPasswordsProps {
  people: readonly Person[];
  onClose(): void;
}

/** New passwords for several people, one after the other; each stands in a table to copy, once. */
export function ResetPasswords({ people, onClose }: ResetPasswordsProps) {
  const t = useText();
  const [given, setGiven] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const count = people.length;
  const left = people.filter((person) => !given.has(person.id));
  const reset = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      for (const person of left) {
        const password = await givePassword(person.id);
        setGiven((before) => new Map([...before, [person.id, password]]));
      }
    } catch (error) {
      setProblem(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  const done = people.filter((person) => given.has(person.id));
  const copy = () =>
    void navigator.clipboard
      .writeText(passwordTable([t('people.name'), t('people.login'), t('people.password')], done, given))
      .then(
        () => tellDone(t('apiKey.copied')),
        () => tellError(t('apiKey.notCopied')),
      );
  return (
    <Modal
      open
      title={done.length > 0 ? t('people.passwords') : t('people.resetManyAsk', { count })}
      width={560}
      mask={{ closable: false }}
      // Passwords that are shown once are not lost to a slip of the key.
      keyboard={done.length === 0}
      closable={!busy}
      onCancel={onClose}
      footer={[
        <Button key="close" disabled={busy} onClick={onClose}>
          {t(done.length > 0 ? 'common.close' : 'common.cancel')}
        </Button>,
        done.length > 0 && (
          <Button key="copy" icon={<Copy size={14} />} type={left.length === 0 ? 'primary' : 'default'} onClick={copy}>
            {t('people.copyAll')}
          </Button>
        ),
        left.length > 0 && (
          <Button key="reset" type="primary" loading={busy} onClick={() => void reset()}>
            {t('people.newPassword')}
          </Button>
        ),
      ]}
    >
      <div className={admin.section}>
        <p className={admin.hint}>{t(done.length > 0 ? 'people.passwordsOnce' : 'people.resetManyAbout')}</p>
        {problem && <Alert type="error" showIcon title={problem} role="alert" />}
        <div style={{ maxHeight: '50vh', overflowY: 'auto' }}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th>{t('people.name')}</th>
                <th>{t('people.login')}</th>
                {done.length > 0 && <th>{t('people.password')}</th>}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <td>{person.name}</td>
                  <td className={admin.soft}>{person.login}</td>
                  {done.length > 0 && <td className={admin.code}>{given.get(person.id) ?? '…'}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Modal>
  );
}
