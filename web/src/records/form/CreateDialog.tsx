import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { createContext, memo, type RefObject, useContext, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '../../api/http.ts';
import type { ObjectMeta } from '../../api/meta.ts';
import { createRecord, type RecordData } from '../../api/records.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { tellDone, tellUndoable } from '../../ui/toast.ts';
import { filledRows, firstLines } from '../kinds/childTable/childFields.ts';
import { leftBehind } from '../kinds/shared/serving.ts';
import { mergeAnswer, refresh } from '../recordCache.ts';
import { changeOfType, defaultsOfType, makeableTypes, recordTypeField } from '../recordTypes.ts';
import { isEmpty, sameValue, titleOf, toApi } from '../values.ts';
import { DuplicateNotice } from './DuplicateNotice.tsx';
import styles from './Form.module.css';
import { FormField } from './FormField.tsx';
import { rememberWay } from './lastWay.ts';
import { briefSection, creatableSections, defaultsOf, type FormSection, isOfUse } from './sections.ts';
import { showFirstProblem } from './showFirstProblem.ts';
import { TypeChoice } from './TypeChoice.tsx';
import { useRecordForm } from './useRecordForm.ts';

interface CreateDialogProps {
  object: string;
  values?: Record<string, unknown>;
  title?: string;
  save?: string;
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
  title,
  save: saveLabel,
  brief,
  draft,
  onCreated,
  onClose,
}: Omit<CreateDialogProps, 'object'> & { object: ObjectMeta }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const { definitions } = workspace;
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(false);
  const [idempotency, setIdempotency] = useState(() => crypto.randomUUID());
  const body = useRef<HTMLDivElement>(null);
  const firstType = given?.[recordTypeField] ?? makeableTypes(object)[0]?.name;
  const initial: Record<string, unknown> = {
    ...defaultsOf(object, workspace),
    ...(firstType ? { [recordTypeField]: firstType, ...defaultsOfType(object, firstType) } : {}),
    ...firstLines(definitions, object),
    ...given,
  };
  const draftKey = draft ?? (given ? null : `new.${object.name}`);
  const form = useRecordForm(object, initial, draftKey);
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
      // What the form was opened with and the person may not write is left out: sent along, it would have the whole record refused.
      const isWritable = (name: string) => definitions.field(object, name)?.editable !== false;
      // A line in which nothing was filled in is none.
      const filled = Object.entries(form.typed).map(([name, value]): [string, unknown] => {
        const field = definitions.field(object, name);
        return field?.type === 'child_table' && Array.isArray(value)
          ? [name, filledRows(definitions, field, value)]
          : [name, value];
      });
      const values = Object.fromEntries(
        filled.filter(([name, value]) => !isEmpty(value) && isChosen(name, value) && isWritable(name)),
      );
      const record = await createRecord(object.name, toApi(definitions, object, values), idempotency);
      form.forgetDraft();
      rememberWay(object, record);
      refresh(client, object.name);
      // With the names of what it is linked to: the answer has their ids alone.
      onCreated?.(mergeAnswer({ ...form.typed, id: record.id }, record));
      if (!onCreated)
        tellUndoable(
          t(saveLabel ? 'form.did' : 'form.created', {
            object: object.label,
            name: titleOf(object, record),
            deed: saveLabel ?? '',
          }),
          t('form.open'),
          () => navigate(`/o/${object.name}/${record.id}`),
        );
      if (again) {
        setIdempotency(crypto.randomUUID());
        form.startOver();
        setBusy(false);
      } else onClose();
    } catch (error) {
      setBusy(false);
      setIdempotency(crypto.randomUUID());
      form.takeRefusal(
        error,
        fields.filter((field) => form.fieldState(field).visible),
      );
      if (error instanceof ApiError && error.details.some((d) => d.target && !shown.some((f) => f.name === d.target)))
        setBrief(false);
      focusProblem();
    }
  };
  // Who typed while the dialog was still opening keeps the field they are in, and the list that hangs on it.
  const focusFirst = () =>
    body.current?.contains(document.activeElement) || body.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  const focusProblem = () => showFirstProblem(body.current);

  const leave = () => {
    if (draftKey !== null && form.isTouched()) tellDone(t('form.draftKept'));
    onClose();
  };
  const firstTyped = shown.find((f) => f.formula === undefined && isEmpty(initial[f.name]))?.name;
  const acts = useRef<FrameActs>({ save, close: leave, repeat: setAgain, widen: () => setBrief(false), focus: focusFirst });
  acts.current = { save, close: leave, repeat: setAgain, widen: () => setBrief(false), focus: focusFirst };
  return (
    <ShownForm value={{ object, form, sections, firstTyped, choosesType: !(given && recordTypeField in given) }}>
      <Frame
        title={title ?? t('list.new', { object: object.label })}
        save={saveLabel ?? t('form.create')}
        isBusy={busy}
        isRepeated={again}
        isBrief={isBrief}
        isWide={shown.some((field) => field.type === 'child_table')}
        mayRepeat={!onCreated && !isBrief && saveLabel === undefined}
        isTouched={form.isTouched()}
        body={body}
        acts={acts}
      />
    </ShownForm>
  );
}

interface ShownFormValue {
  object: ObjectMeta;
  form: ReturnType<typeof useRecordForm>;
  sections: readonly FormSection[];
  firstTyped: string | undefined;
  /** Whether the kind of record is still to be chosen. */
  choosesType: boolean;
}

/** What the body of the dialog draws; the dialog around it has no part in what is typed. */
const ShownForm = createContext<ShownFormValue | null>(null);

interface FrameActs {
  save(): Promise<unknown>;
  close(): void;
  repeat(again: boolean): void;
  widen(): void;
  focus(): void;
}

interface FrameProps {
  title: string;
  save: string;
  isBusy: boolean;
  isRepeated: boolean;
  isBrief: boolean;
  /** Whether it holds lines, which need room. */
  isWide: boolean;
  mayRepeat: boolean;
  isTouched: boolean;
  body: RefObject<HTMLDivElement | null>;
  acts: RefObject<FrameActs>;
}

/** The dialog: it stays as drawn while one types. */
const Frame = memo(function Frame({
  title,
  save,
  isBusy,
  isRepeated,
  isBrief,
  isWide,
  mayRepeat,
  isTouched,
  body,
  acts,
}: FrameProps) {
  const t = useText();
  const { seenBy } = useWorkspace();
  return (
    <Modal
      open
      title={title}
      width={isWide ? 1160 : 760}
      style={{ top: 48 }}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto', padding: '8px 4px' } }}
      onCancel={() => acts.current.close()}
      afterOpenChange={(shown) => shown && acts.current.focus()}
      mask={{ closable: !isTouched }}
      footer={
        <div className={styles.foot}>
          {isBrief && (
            <Button type="link" onClick={() => acts.current.widen()}>
              {t('form.moreFields')}
            </Button>
          )}
          {mayRepeat && (
            <Checkbox checked={isRepeated} onChange={(event) => acts.current.repeat(event.target.checked)}>
              {t('form.another')}
            </Checkbox>
          )}
          <span className={styles.spacer} />
          <Button onClick={() => acts.current.close()}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={seenBy !== undefined}
            title={seenBy && t('seeing.readOnly')}
            onClick={() => void acts.current.save()}
          >
            {save}
          </Button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter saves from any input inside */}
      <div
        ref={body}
        className={styles.form}
        onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && void acts.current.save()}
      >
        <FormBody />
      </div>
    </Modal>
  );
});

/** The sections with their fields, and what is to be said above them. */
function FormBody() {
  const t = useText();
  const definitions = useDefinitions();
  const shown = useContext(ShownForm);
  if (!shown) return null;
  const { object, form, sections, firstTyped, choosesType } = shown;
  const type = form.values[recordTypeField];
  return (
    <>
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
        {form.problems[''] && <Alert type="error" showIcon title={form.problems['']} role="alert" data-problem="" />}
        <DuplicateNotice object={object} values={form.values} />
      </div>
      {choosesType && typeof type === 'string' && (
        <TypeChoice
          object={object}
          value={type}
          onChange={(next) => form.change({ ...leftBehind(definitions, object), ...changeOfType(object, form.values, next) })}
        />
      )}
      {sections.map((section) => {
        const visible = section.fields.filter((field) =>
          isOfUse(field, form.fieldState(field), field.formula === undefined ? form.values[field.name] : form.resultOf(field)),
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
                    isTitled={sections.length > 1 && visible.length === 1 && field.label === section.label}
                    onChange={form.change}
                  />
                );
              })}
            </div>
          </section>
        );
      })}
    </>
  );
}
