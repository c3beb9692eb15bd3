import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select, Tree, type TreeDataNode } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { changeDepartment, createDepartment, type Department, type Person, peopleKeys } from '../../api/people.ts';
import { deleteRecord } from '../../api/records.ts';
import { useUnsavedGuard } from '../../app/useUnsavedGuard.ts';
import { reasonOf, text, useText } from '../../i18n/text.ts';
import { ImportLink } from '../../imports/ImportLink.tsx';
import { clearing } from '../../ui/clearing.tsx';
import { tellDone } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import { effectOf, withBelow } from './organisation.ts';

interface DepartmentTreeProps {
  people: readonly Person[];
  departments: readonly Department[];
}

/** The organisation as a tree: dragged to move, after saying whose view changes. */
export function DepartmentTree({ people, departments }: DepartmentTreeProps) {
  const t = useText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const [moving, setMoving] = useState<{ id: string; parent: string | null }>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: peopleKeys.departments });
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      await refresh();
      tellDone(done);
      return true;
    } catch (error) {
      setProblem(reasonOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const count = (id: string) => {
    const below = withBelow(departments, id);
    return people.filter((p) => p.active && p.department && below.has(p.department)).length;
  };
  const nodes = (parent: string | null): TreeDataNode[] =>
    departments
      .filter((d) => d.parent === parent)
      .map((d) => ({
        key: d.id,
        title: (
          <span>
            {d.name} <span className={admin.faint}>{t('departments.people', { count: count(d.id) })}</span>
          </span>
        ),
        children: nodes(d.id),
      }));
  const department = departments.find((d) => d.id === chosen);
  const askToMove = (id: string, parent: string | null) => {
    setProblem(undefined);
    if (departments.find((d) => d.id === id)?.parent !== parent) setMoving({ id, parent });
  };
  const add = (parent: string | null) =>
    run(async () => setChosen((await createDepartment({ name: freshName(departments), parent })).id), t('departments.added'));
  return (
    <div className={department || moving ? admin.split : undefined}>
      <div>
        <div className={admin.actions}>
          <Button icon={<Plus size={16} />} onClick={() => void add(department?.id ?? null)}>
            {department ? t('departments.addBelow', { name: department.name }) : t('departments.add')}
          </Button>
          <ImportLink object="department" />
        </div>
        <p className={admin.hint} style={{ margin: '8px 0' }}>
          {t('departments.hint')}
        </p>
        <Tree
          blockNode
          defaultExpandAll
          draggable={{ icon: false }}
          allowDrop={({ dropPosition }) => dropPosition === 0}
          treeData={nodes(null)}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={(keys) => setChosen(keys[0] === undefined ? undefined : String(keys[0]))}
          onDrop={({ dragNode, node }) => askToMove(String(dragNode.key), String(node.key))}
        />
      </div>
      <aside className={admin.form} aria-label={t('people.tab.departments')}>
        {problem && (
          <p className={admin.error} role="alert">
            {problem}
          </p>
        )}
        {moving && (
          <div className={admin.card} role="alertdialog" aria-label={t('departments.move')}>
            <p>{moveText(departments, people, moving)}</p>
            <div className={admin.actions}>
              <Button onClick={() => setMoving(undefined)}>{t('common.cancel')}</Button>
              <Button
                type="primary"
                loading={busy}
                onClick={() => {
                  const moved = departments.find((d) => d.id === moving.id);
                  if (moved)
                    void run(
                      () => changeDepartment(moved, { parent: moving.parent }),
                      t('departments.moved', { name: moved.name }),
                    ).then(() => setMoving(undefined));
                }}
              >
                {t('departments.moveNow')}
              </Button>
            </div>
          </div>
        )}
        {department && !moving && (
          <DepartmentForm
            key={`${department.id}-${department.version}`}
            department={department}
            people={people}
            departments={departments}
            busy={busy}
            onMove={(parent) => askToMove(department.id, parent)}
            onSave={(values) => void run(() => changeDepartment(department, values), t('admin.saved'))}
            onRemove={() =>
              void run(() => deleteRecord('department', department.id), t('departments.removed', { name: department.name })).then(
                (gone) => gone && setChosen(undefined),
              )
            }
          />
        )}
      </aside>
    </div>
  );
}

interface DepartmentFormProps {
  department: Department;
  people: readonly Person[];
  departments: readonly Department[];
  busy: boolean;
  onMove(parent: string | null): void;
  onSave(values: Partial<Department>): void;
  onRemove(): void;
}

function DepartmentForm({ department, people, departments, busy, onMove, onSave, onRemove }: DepartmentFormProps) {
  const t = useText();
  const [name, setName] = useState(department.name);
  const [head, setHead] = useState(department.head);
  const unchanged = name === department.name && head === department.head;
  useUnsavedGuard(!unchanged);
  return (
    <form
      className={admin.card}
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ name: name.trim(), head });
      }}
    >
      <Row label={t('departments.name')}>
        {(id) => <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
      </Row>
      <Row label={t('departments.parent')}>
        {(id) => (
          <Select
            id={id}
            allowClear={clearing()}
            showSearch={{ optionFilterProp: 'label' }}
            value={department.parent}
            placeholder={t('departments.top')}
            options={departments
              .filter((d) => !withBelow(departments, department.id).has(d.id))
              .map((d) => ({ value: d.id, label: d.name }))}
            onChange={(next) => onMove(next ?? null)}
          />
        )}
      </Row>
      <Row label={t('departments.head')}>
        {(id) => (
          <Select
            id={id}
            allowClear={clearing()}
            showSearch={{ optionFilterProp: 'label' }}
            value={head}
            options={people.filter((p) => p.active).map((p) => ({ value: p.id, label: p.name }))}
            onChange={(next) => setHead(next ?? null)}
          />
        )}
      </Row>
      <div className={admin.actions}>
        <Button type="text" danger icon={<Trash2 size={14} />} onClick={onRemove}>
          {t('departments.remove')}
        </Button>
        <span className={admin.spacer} />
        <Button type="primary" htmlType="submit" loading={busy} disabled={!name.trim() || unchanged}>
          {t('admin.save')}
        </Button>
      </div>
    </form>
  );
}

function freshName(departments: readonly Department[]): string {
  const base = text('departments.fresh');
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!departments.some((d) => d.name === name)) return name;
  }
}

/** What a move means for who sees what. */
function moveText(
  departments: readonly Department[],
  people: readonly Person[],
  moving: { id: string; parent: string | null },
): string {
  const effect = effectOf(departments, people, moving.id, moving.parent);
  const name = departments.find((d) => d.id === moving.id)?.name ?? '';
  const to = departments.find((d) => d.id === moving.parent)?.name ?? text('departments.top');
  const list = (found: readonly Department[]) => found.map((d) => d.name).join(text('common.comma'));
  return [
    text('departments.moveTo', { name, to, departments: effect.departments, people: effect.people }),
    effect.losing.length > 0 && text('departments.losing', { names: list(effect.losing) }),
    effect.gaining.length > 0 && text('departments.gaining', { names: list(effect.gaining) }),
    effect.losing.length + effect.gaining.length === 0 && text('departments.same'),
  ]
    .filter(Boolean)
    .join(' ');
}
