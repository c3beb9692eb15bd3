import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ObjectMeta, SavedView, ViewSharing } from '../../api/meta.ts';
import { peopleKeys, readDepartments, readPeople } from '../../api/people.ts';
import { readRoles, roleKeys } from '../../api/roles.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, useText } from '../../i18n/text.ts';
import { tellDone, tellError } from '../../ui/toast.ts';
import styles from '../form/Form.module.css';
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
  const people = useQuery({ queryKey: peopleKeys.people, queryFn: ({ signal }) => readPeople(signal) });
  const departments = useQuery({ queryKey: peopleKeys.departments, queryFn: ({ signal }) => readDepartments(signal) });
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal), enabled: mayReadRoles });
  const [sharing, setSharing] = useState(saved.sharing);
  const [reach, setReach] = useState<Reach>(sharing.shared ? 'all' : isShared(sharing) ? 'some' : 'nobody');
  const change = (next: Partial<ViewSharing>) => setSharing((before) => ({ ...before, ...next }));
  const choices = {
    users: (people.data ?? []).filter((p) => p.active && p.id !== saved.owner).map((p) => ({ value: p.id, label: p.name })),
    departments: (departments.data ?? []).map((d) => ({ value: d.id, label: d.name })),
    roles: (roles.data ?? []).map((r) => ({ value: r.id, label: r.label })),
  };
  return (
    object && (
      <ShareForm
        title={t('views.shareTitle', { view })}
        object={object}
        saved={saved}
        sharing={sharing}
        reach={reach}
        choices={choices}
        mayReadRoles={mayReadRoles}
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
  choices: Record<'users' | 'departments' | 'roles', { value: string; label: string }[]>;
  mayReadRoles: boolean;
  onReach(reach: Reach): void;
  onChange(change: Partial<ViewSharing>): void;
  onClose(): void;
}

function ShareForm({ title, object, saved, sharing, reach, choices, mayReadRoles, onReach, onChange, onClose }: ShareFormProps) {
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
  const chooser = (which: 'users' | 'departments' | 'roles') => (
    <div className={styles.field}>
      <label htmlFor={`share-${which}`}>{t(`views.share.${which}`)}</label>
      <Select
        id={`share-${which}`}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={sharing[which]}
        options={choices[which]}
        onChange={(chosen) => onChange({ [which]: chosen })}
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
            {chooser('users')}
            {chooser('departments')}
            {mayReadRoles && chooser('roles')}
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
