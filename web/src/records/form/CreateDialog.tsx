import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '../../api/http.ts';
import type { FieldMeta, ObjectMeta, SectionMeta } from '../../api/meta.ts';
import { createRecord, type RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { tellUndoable } from '../../ui/toast.ts';
import { kindOf } from '../kinds/registry.ts';
import { refresh } from '../recordCache.ts';
import { changeOfType, defaultsOfType, isOfType, makeableTypes, recordTypeField } from '../recordTypes.ts';
import { isEmpty, sameValue, titleOf, toApi } from '../values.ts';
import { DuplicateNotice } from './DuplicateNotice.tsx';
import styles from './Form.module.css';
import { FormField } from './FormField.tsx';
import { rememberWay } from './lastWay.ts';
import { TypeChoice } from './TypeChoice.tsx';
import { useRecordForm } from './useRecordForm.ts';

interface CreateDialogProps {
  object: string;
  values?: Record<string, unknown>;
  brief?: boolean;
  draft?: string;
  onCreated?(record: RecordData): void;
  onClose(): void;
}

/** A new record: the sections of its layout, what can be typed, nothing else. What was typed stays as a draft. */
export function CreateDialog({ object: name, ...rest }: CreateDialogProps) {
  const object = useDefinitions().find(name);
  return object ? <CreateForm object={object} {...rest} /> : null;
}

function CreateForm({
  object,
  values: given,
  brief,
  draft,
  onCreated,
  onClose,
}: Omit<CreateDialogProps, 'object'> & { object: ObjectMeta }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { definitions, user } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(false);
  const [idempotency, setIdempotency] = useState(() => crypto.randomUUID());
  const body = useRef<HTMLDivElement>(null);
  const firstType = given?.[recordTypeField] ?? makeableTypes(object)[0]?.name;
  const initial: Record<string, unknown> = {
    ...defaultsOf(object, user),
    ...(firstType ? { [recordTypeField]: firstType, ...defaultsOfType(object, firstType) } : {}),
    ...given,
  };
  const form = useRecordForm(object, initial, draft ?? (given ? null : `new.${object.name}`));
  const type = form.values[recordTypeField];
  const whole = creatableSections(object, form.values);
  const fields = whole.flatMap((section) => section.fields);
  const [isBrief, setBrief] = useState(brief === true && object.layout.quick.length > 0);
  const sections = isBrief
    ? briefSection(object, fields, given ?? {}, (field) => form.fieldState(field).required && isEmpty(initial[field.name]))
    : whole;
  const shown = sections.flatMap((section) => section.fields);

  const save = async () => {
    if (!form.check(shown)) return focusProblem();
    // What is wrong with a field that is not shown is shown with it.
    if (isBrief && !form.check(fields)) {
      setBrief(false);
      return focusProblem();
    }
    setBusy(true);
    try {
      // An owner whom nobody chose is the server's to name: a rule may give the record to somebody else.
      const isChosen = (name: string, value: unknown) =>
        name !== 'owner' || Boolean(given && 'owner' in given) || form.isTypedIn(name) || !sameValue(value, initial.owner);
      const values = Object.fromEntries(
        Object.entries(form.typed).filter(([name, value]) => !isEmpty(value) && isChosen(name, value)),
      );
      const record = await createRecord(object.name, toApi(definitions, object, values), idempotency);
      form.forgetDraft();
      rememberWay(object, record);
      refresh(client, object.name);
      onCreated?.(record);
      if (!onCreated)
        tellUndoable(t('form.created', { object: object.label, name: titleOf(object, record) }), t('form.open'), () =>
          navigate(`/o/${object.name}/${record.id}`),
        );
      if (again) {
        setIdempotency(crypto.randomUUID());
        form.startOver();
        setBusy(false);
      } else onClose();
    } catch (error) {
      setBusy(false);
      setIdempotency(crypto.randomUUID());
      form.takeRefusal(error);
      if (error instanceof ApiError && error.details.some((d) => d.target && !shown.some((f) => f.name === d.target)))
        setBrief(false);
      focusProblem();
    }
  };
  // Who typed while the dialog was still opening keeps the field they are in, and the list that hangs on it.
  const focusFirst = () =>
    body.current?.contains(document.activeElement) || body.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  const focusProblem = () =>
    requestAnimationFrame(() =>
      body.current
        ?.querySelector<HTMLElement>('[role="alert"]')
        ?.closest('[data-field]')
        ?.querySelector<HTMLElement>('input, textarea, [tabindex="0"]')
        ?.focus(),
    );

  const firstTyped = shown.find((f) => f.formula === undefined && isEmpty(initial[f.name]))?.name;
  return (
    <Modal
      open
      title={t('list.new', { object: object.label })}
      width={760}
      style={{ top: 48 }}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto', padding: '8px 4px' } }}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && focusFirst()}
      mask={{ closable: !form.isTouched() }}
      footer={
        <div className={styles.foot}>
          {isBrief && (
            <Button type="link" onClick={() => setBrief(false)}>
              {t('form.moreFields')}
            </Button>
          )}
          {!onCreated && !isBrief && (
            <Checkbox checked={again} onChange={(event) => setAgain(event.target.checked)}>
              {t('form.another')}
            </Checkbox>
          )}
          <span className={styles.spacer} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {t('form.create')}
          </Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any input inside */}
      <div
        ref={body}
        className={styles.form}
        onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && void save()}
      >
        <div className={styles.notes}>
          {form.restored && (
            <Alert
              type="info"
              showIcon
              title={t('form.restored')}
              action={
                <Button size="small" type="text" onClick={form.startOver}>
                  {t('form.startOver')}
                </Button>
              }
            />
          )}
          {form.problems[''] && <Alert type="error" showIcon title={form.problems['']} role="alert" />}
          <DuplicateNotice object={object} values={form.values} />
        </div>
        {typeof type === 'string' && !(given && recordTypeField in given) && (
          <TypeChoice object={object} value={type} onChange={(next) => form.change(changeOfType(object, form.values, next))} />
        )}
        {sections.map((section) => {
          // What only the server can calculate is seen once it is saved.
          const visible = section.fields.filter(
            (field) => form.fieldState(field).visible && (field.formula === undefined || form.resultOf(field) !== undefined),
          );
          return visible.length === 0 ? null : (
            <section key={section.label} className={styles.section}>
              {sections.length > 1 && <h2>{section.label}</h2>}
              <div className={styles.grid} style={{ '--columns': section.columns ?? 2 }}>
                {visible.map((field) => {
                  const state = form.fieldState(field);
                  return (
                    <FormField
                      key={field.name}
                      field={field}
                      values={form.values}
                      result={form.resultOf(field)}
                      required={state.required}
                      readOnly={state.readOnly}
                      problem={form.problems[field.name]}
                      autoFocus={field.name === firstTyped}
                      onChange={form.change}
                    />
                  );
                })}
              </div>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}

interface FormSection extends Omit<SectionMeta, 'fields'> {
  fields: FieldMeta[];
}

/** The layout's sections with the fields a person can fill in and the formulas that follow them; required fields that the layout forgot come first. */
function creatableSections(object: ObjectMeta, values: Record<string, unknown>): FormSection[] {
  const byName = new Map(object.fields.map((f) => [f.name, f]));
  const isTyped = (f: FieldMeta) =>
    f.name !== recordTypeField && f.editable !== false && !(f.system && f.name !== 'owner') && kindOf(f).Input !== undefined;
  const isShown = (f: FieldMeta | undefined): f is FieldMeta => f !== undefined && (isTyped(f) || f.formula !== undefined);
  const sections = object.layout.sections
    .filter((section) => isOfType(section, values))
    .map((section) => ({ ...section, fields: section.fields.map((n) => byName.get(n)).filter(isShown) }))
    .filter((section) => section.fields.some(isTyped));
  const placed = new Set(sections.flatMap((section) => section.fields.map((f) => f.name)));
  const forgotten = object.fields.filter((f) => isTyped(f) && f.required && !f.system && !placed.has(f.name));
  const [first, ...others] = sections;
  if (!first) return [{ label: object.label, columns: 2, fields: object.fields.filter((f) => isShown(f) && !f.system) }];
  return [{ ...first, fields: [...first.fields, ...forgotten] }, ...others];
}

/** The few fields that matter in passing, what it is about, and what is required and filled in by nobody else. */
function briefSection(
  object: ObjectMeta,
  fields: readonly FieldMeta[],
  given: Record<string, unknown>,
  isMissing: (field: FieldMeta) => boolean,
): FormSection[] {
  const few = object.layout.quick.flatMap((name) => fields.find((f) => f.name === name) ?? []);
  const others = fields.filter(
    (f) =>
      !few.includes(f) && ((f.type === 'lookup' && f.name in given) || (f.default === undefined && !f.filled && isMissing(f))),
  );
  return [{ label: object.label, columns: 2, fields: [...few, ...others] }];
}

/** Constant defaults of what the person may write; what a formula gives, and what only the server writes, it fills in. */
function defaultsOf(object: ObjectMeta, user: { id: string; name: string }): Record<string, unknown> {
  const constants = object.fields.flatMap((f) =>
    f.editable === false ||
    f.default === undefined ||
    f.default === null ||
    typeof f.default === 'object' ||
    (typeof f.default === 'string' && f.default.startsWith('='))
      ? []
      : [[f.name, f.default] as const],
  );
  return { ...Object.fromEntries(constants), ...(object.owned ? { owner: { id: user.id, name: user.name } } : {}) };
}
