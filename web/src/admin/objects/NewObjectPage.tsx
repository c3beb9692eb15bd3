import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { createObject, type FieldDefinition, type Label, listOnParents, useDefinitionList } from '../../api/definitions.ts';
import { grantRoles, readRoles, roleKeys } from '../../api/roles.ts';
import { leaving, useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
import { currentLanguage, reasonOf, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import { tellDone, tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { AdminPage } from '../shared/AdminPage.tsx';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { completed, freeName, nameFrom, say } from './changes.ts';
import styles from './Designer.module.css';
import { IconPicker } from './IconPicker.tsx';
import { menuGroups } from './menuGroups.ts';
import { learnToRead, reading } from './reading.ts';
import { type Faults, faultsOf, refreshDefinitions } from './saving.ts';

/** A new kind of record: its name, its place, what it hangs on, who works with it. Fields follow on its own page. */
export function NewObjectPage() {
  const t = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = currentLanguage();
  const objects = useDefinitionList();
  const roles = useQuery({ queryKey: roleKeys.all, queryFn: ({ signal }) => readRoles(signal) });
  const [label, setLabel] = useState<Label>({ zh: '', en: '' });
  /** Typed; until then the label suggests one. */
  const [typedName, setTypedName] = useState<string>();
  const [nameLabel, setNameLabel] = useState<Label>({ zh: '名称', en: 'Name' });
  const [icon, setIcon] = useState('box');
  const [group, setGroup] = useState<string>('work');
  const [owned, setOwned] = useState(true);
  const [parents, setParents] = useState<string[]>([]);
  const [users, setUsers] = useState<string[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  useUnsavedGuard(Boolean(label.zh || label.en || typedName));
  const [, setReads] = useState(false);
  useEffect(() => void learnToRead().then(() => setReads(true)), []);
  const taken = objects.data?.objects.map((o) => o.name) ?? [];
  const name = typedName ?? freeName(nameFrom(label.en || label.zh, reading()), taken);
  const relabel = (next: Label) => {
    setFaults({});
    setLabel(next);
    if (!typedName) setTypedName(undefined);
  };
  const save = async () => {
    const ready = completed(label);
    const problems: Faults = {};
    if (!ready) problems.label = t('field.needsLabel');
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(name)) problems.name = t('field.needsName');
    else if (taken.includes(name)) problems.name = t('field.nameTaken');
    if (Object.keys(problems).length > 0 || !ready) return setFaults(problems);
    setBusy(true);
    try {
      const fields: FieldDefinition[] = [
        {
          name: 'name',
          type: 'text',
          label: completed(nameLabel) ?? { zh: '名称', en: 'Name' },
          required: true,
          search: true,
          max: 200,
        },
        ...parents.flatMap((parent): FieldDefinition[] => {
          const target = objects.data?.objects.find((o) => o.name === parent);
          return target ? [{ name: parent, type: 'lookup', object: parent, label: target.label, onDelete: 'restrict' }] : [];
        }),
      ];
      await createObject({ name, label: ready, plural: ready, icon, group, owned, nameField: 'name', fields });
      await listOnParents(
        name,
        parents.map((parent) => ({ parent, field: parent })),
      ).catch((error: unknown) => tellError(reasonOf(error)));
      await grantRoles(roles.data ?? [], users, name, owned).catch((error: unknown) => tellError(reasonOf(error)));
      await refreshDefinitions(client);
      tellDone(t('object.added', { object: say(ready, language) }));
      leaving(() => navigate(`/admin/objects/${name}`));
    } catch (error) {
      setFaults(faultsOf(error, 'name'));
      setBusy(false);
    }
  };
  return (
    <AdminPage title={t('object.new')} hint={t('object.newHint')} above={{ label: t('admin.objects'), to: '/admin/objects' }}>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {faults.field && (
          <p className={admin.error} role="alert">
            {faults.field}
          </p>
        )}
        <Row label={t('object.label')} name="label" problem={faults.label} hint={t('object.labelHint')} required>
          {(id) => <LabelInput id={id} autoFocus value={label} invalid={Boolean(faults.label)} onChange={relabel} />}
        </Row>
        <Row label={t('field.name')} name="name" problem={faults.name} hint={t('field.nameHint')} required>
          {(id) => (
            <Input
              id={id}
              className={styles.code}
              value={name}
              status={faults.name ? 'error' : undefined}
              onChange={(event) => {
                setFaults({});
                setTypedName(event.target.value.toLowerCase().replace(/[^a-z0-9_]/g, '_'));
              }}
            />
          )}
        </Row>
        <Row label={t('object.nameField')} hint={t('object.nameFieldHint')}>
          {(id) => <LabelInput id={id} value={nameLabel} onChange={setNameLabel} />}
        </Row>
        <Row label={t('object.parents')} name="parents" hint={t('object.parentsHint')}>
          {(id) => (
            <ManySelect
              id={id}
              value={parents}
              options={objects.data?.objects.map((o) => ({ value: o.name, label: say(o.label, language) }))}
              onChange={setParents}
            />
          )}
        </Row>
        <Row label={t('object.group')}>
          {(id) => (
            <Select
              id={id}
              value={group}
              options={menuGroups.map((g) => ({ value: g as string, label: t(`menuGroup.${g}`) }))}
              onChange={setGroup}
            />
          )}
        </Row>
        <Row label={t('object.icon')}>{(id) => <IconPicker id={id} value={icon} onChange={setIcon} />}</Row>
        <Checkbox checked={owned} onChange={(event) => setOwned(event.target.checked)}>
          {t('object.owned')}
        </Checkbox>
        <Row label={t('object.users')} name="users" hint={t(owned ? 'object.usersHint' : 'object.usersHintShared')}>
          {(id) => (
            <ManySelect
              id={id}
              value={users}
              options={roles.data?.filter((r) => !r.grants['*']).map((r) => ({ value: r.id, label: r.label }))}
              onChange={setUsers}
            />
          )}
        </Row>
        <div className={admin.actions}>
          <Button onClick={() => leaving(() => navigate('/admin/objects'))}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('object.create')}
          </Button>
        </div>
      </form>
    </AdminPage>
  );
}
