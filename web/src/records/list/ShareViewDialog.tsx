import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ObjectMeta, SavedView, ViewSharing } from '../../api/meta.ts';
import { type Role, readRoles, roleKeys } from '../../api/roles.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import styles from '../form/Form.module.css';
import { LookupInput } from '../kinds/shared/LookupInput.tsx';
import { linkId } from '../kinds/shared/reference.ts';
import { isShared, useViewWork } from './savedViews.ts';

interface ShareViewDialogProps {
  object: string;
  view: string;
  saved: SavedView;
  onClose(): void;
}

type Reach = 'nobody' | 'some' | 'all';

/** Who sees a view, and whether they may change it. */
export function ShareViewDialog({ object: name, view, saved, onClose }: ShareViewDialogProps) {
  const t = useText();
  const definitions = useDefinitions();
  const object = definitions.find(name);
  const mayReadRoles = definitions.find('role') !== undefined;
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal), enabled: mayReadRoles });
  const [sharing, setSharing] = useState(saved.sharing);
  const [reach, setReach] = useState<Reach>(sharing.shared ? 'all' : isShared(sharing) ? 'some' : 'nobody');
  const change = (next: Partial<ViewSharing>) => setSharing((before) => ({ ...before, ...next }));
  return (
    object && (
      <ShareForm
        title={t('views.shareTitle', { view })}
        object={object}
        saved={saved}
        sharing={sharing}
        reach={reach}
        roles={mayReadRoles ? (roles.data ?? []) : undefined}
        onReach={setReach}
        onChange={change}
        onClose={onClose}
      />
    )
  );
}

interface ShareFormProps {
  title: string;
  object: ObjectMeta;
  saved: SavedView;
  sharing: ViewSharing;
  reach: Reach;
  /** Absent for those who may not read their names. */
  roles: readonly Role[] | undefined;
  onReach(reach: Reach): void;
  onChange(change: Partial<ViewSharing>): void;
  onClose(): void;
}

function ShareForm({ title, object, saved, sharing, reach, roles, onReach, onChange, onClose }: ShareFormProps) {
  const t = useText();
  const { share } = useViewWork(object);
  const none = { users: [], departments: [], roles: [] };
  const save = () =>
    share.mutate(
      {
        id: saved.id,
        sharing: {
          ...sharing,
          ...(reach === 'some' ? {} : none),
          shared: reach === 'all',
          viewersEdit: reach !== 'nobody' && sharing.viewersEdit,
        },
      },
      {
        onSuccess: () => {
          tellDone(t('views.shareSaved'));
          onClose();
        },
        onError: (error) => tellError(reasonOf(error)),
      },
    );
  const organisation = (which: 'users' | 'departments', target: 'user' | 'department', only?: string) => (
    <div className={styles.field}>
      <label htmlFor={`share-${which}`}>{t(`views.share.${which}`)}</label>
      <LookupInput
        many
        id={`share-${which}`}
        field={{ name: which, type: 'multi_lookup', label: t(`views.share.${which}`), editable: true }}
        object={target}
        only={only}
        value={sharing[which]}
        onChange={(chosen) => onChange({ [which]: chosen.map(linkId) })}
      />
      {which === 'departments' && <p className={styles.help}>{t('views.share.departmentsHint')}</p>}
    </div>
  );
  return (
    <Modal
      open
      title={title}
      width={480}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={share.isPending}
          disabled={reach === 'some' && sharing.users.length + sharing.departments.length + sharing.roles.length === 0}
          onClick={save}
        >
          {t('views.keep')}
        </Button>,
      ]}
    >
      <div className={styles.side}>
        <Radio.Group
          vertical
          aria-label={t('views.who')}
          value={reach}
          options={[
            { value: 'nobody', label: t('views.private') },
            { value: 'some', label: t('views.share.some') },
            { value: 'all', label: t('views.shared') },
          ]}
          onChange={(event) => onReach(event.target.value as Reach)}
        />
        {reach === 'some' && (
          <>
            {organisation('users', 'user', `active eq true${saved.owner ? ` and id ne ${saved.owner}` : ''}`)}
            {organisation('departments', 'department')}
            {roles ? (
              <div className={styles.field}>
                <label htmlFor="share-roles">{t('views.share.roles')}</label>
                <ManySelect
                  id="share-roles"
                  value={sharing.roles}
                  options={roles.map((role) => ({ value: role.id, label: role.label }))}
                  onChange={(chosen) => onChange({ roles: chosen })}
                />
              </div>
            ) : (
              <p className={styles.help}>{t('views.share.noRoles')}</p>
            )}
          </>
        )}
        {reach !== 'nobody' && (
          <Checkbox checked={sharing.viewersEdit} onChange={(event) => onChange({ viewersEdit: event.target.checked })}>
            {t('views.share.viewersEdit')}
          </Checkbox>
        )}
        <p className={styles.help}>{t('views.sharedHint')}</p>
      </div>
    </Modal>
  );
}
