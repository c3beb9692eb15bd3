import { Select } from 'antd';
import { useState } from 'react';
import type { ViewDefinition, WholeDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import admin from '../shared/Admin.module.css';
import { LabelInput } from '../shared/LabelInput.tsx';
import { Row } from '../shared/Row.tsx';
import { ConditionInput } from './ConditionInput.tsx';
import { completed, say, withView } from './changes.ts';
import { SaveBar } from './SaveBar.tsx';
import { useOverlay } from './useOverlay.ts';

/** The lists that an object comes with: their columns, order and filter. */
export function ViewsTab({ whole }: { whole: WholeDefinition }) {
  const t = useText();
  const overlay = useOverlay(whole);
  const [views, setViews] = useState<ViewDefinition[]>(whole.definition.views ?? []);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const language = currentLanguage();
  const fields = [
    ...whole.definition.fields,
    ...whole.systemFields.filter((f) => !['id', 'version', 'deleted_at', 'deleted_by', 'merged_into'].includes(f.name)),
  ];
  const choices = fields.map((f) => ({ value: f.name, label: say(f.label, language) }));
  const orders = fields.flatMap((f) => [
    { value: f.name, label: t('views.ascending', { field: say(f.label, language) }) },
    { value: `-${f.name}`, label: t('views.descending', { field: say(f.label, language) }) },
  ]);
  const change = (name: string, next: Partial<ViewDefinition>) => {
    setChanged(new Set([...changed, name]));
    setViews((before) => before.map((v) => (v.name === name ? { ...v, ...next } : v)));
  };
  const save = () =>
    overlay.save((before) =>
      views
        .filter((v) => changed.has(v.name))
        .reduce(
          (all, view) => withView(all, { ...view, label: completed(view.label) ?? view.label, filter: view.filter || undefined }),
          before,
        ),
    );
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('views.hint')}</p>
      {views.map((view) => (
        <section key={view.name} className={admin.card} aria-label={say(view.label, language)}>
          <Row label={t('views.label')}>
            {(id) => <LabelInput id={id} value={view.label} onChange={(label) => change(view.name, { label })} />}
          </Row>
          <Row label={t('views.columns')} hint={t('views.columnsHint')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                showSearch={{ optionFilterProp: 'label' }}
                value={view.columns}
                options={choices}
                onChange={(columns) => change(view.name, { columns })}
              />
            )}
          </Row>
          <Row label={t('views.order')}>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                value={view.orderBy ?? []}
                options={orders}
                onChange={(orderBy) => change(view.name, { orderBy })}
              />
            )}
          </Row>
          <Row label={t('views.filter')}>
            {(id) => (
              <ConditionInput
                id={id}
                object={whole.definition.name}
                rows={1}
                value={view.filter}
                onChange={(filter) => change(view.name, { filter })}
              />
            )}
          </Row>
        </section>
      ))}
      <SaveBar
        shown={changed.size > 0}
        busy={overlay.busy}
        problem={overlay.problem}
        disabled={!whole.edit}
        onSave={() => void save()}
      />
    </div>
  );
}
