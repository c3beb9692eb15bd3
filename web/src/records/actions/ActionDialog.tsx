import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError, type ErrorDetail } from '../../api/http.ts';
import type { ActionMeta, FieldMeta } from '../../api/meta.ts';
import { patchRecord, type RecordData, readRecord, runAction } from '../../api/records.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { dayOf } from '../../i18n/format.ts';
import { reasonOf, text, useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellDone } from '../../ui/toast.ts';
import { completion, completionFields } from '../completing.ts';
import { holds } from '../conditions.ts';
import { clearDraft, readDraft, writeDraft } from '../form/drafts.ts';
import styles from '../form/Form.module.css';
import { FormField } from '../form/FormField.tsx';
import { missingText } from '../form/missing.ts';
import { showFirstProblem } from '../form/showFirstProblem.ts';
import { currencyField } from '../kinds/money/currencyField.ts';
import { kindOf } from '../kinds/registry.ts';
import { refresh, refreshAll } from '../recordCache.ts';
import { tellCompleted } from '../tellCompleted.ts';
import { isEmpty, titleOf, toApi } from '../values.ts';
import { actionResults } from './actionResults.ts';
import { doneText } from './doneText.ts';
import { madeBy } from './madeBy.ts';
import { documentMade } from './madeName.ts';
import { Obstacles } from './Obstacles.tsx';
import { ShownFields } from './ShownFields.tsx';
import { startingCurrencies, startingValues } from './startingValues.ts';
import { useFilled } from './useFilled.ts';

interface ActionDialogProps {
  object: string;
  records: readonly RecordData[];
  action: ActionMeta;
  onClose(): void;
}

/** Runs an action its object defines: says what it will do, asks for its parameters, lists what stands in the way. */
export function ActionDialog({ object: name, records, action, onClose }: ActionDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const workspace = useWorkspace();
  const { definitions } = workspace;
  const object = definitions.find(name);
  const record = records[0];
  const parameters: FieldMeta[] = (action.parameters ?? [])
    .filter((parameter) => !record || holds(parameter.visibleWhen, record, workspace, true))
    .map((parameter) => ({ ...parameter, editable: true }));
  const draft = `action.${name}.${record?.id}.${action.name}`;
  const [kept] = useState(() => readDraft(draft) ?? {});
  const [typed, setTyped] = useState(kept);
  const [starting] = useState(() => ({
    ...startingCurrencies(action, parameters, record),
    ...startingValues(action, parameters, record, dayOf(new Date().toISOString())),
  }));
  const values: Record<string, unknown> = { ...starting, ...typed };
  const asked = new Set(parameters.map((p) => p.name));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [obstacles, setObstacles] = useState<ErrorDetail[]>([]);
  const [reason, setReason] = useState<string>();
  const { filled, type, forget } = useFilled(object, record?.id ?? '', obstacles, asked);
  const [busy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const [answered, setAnswered] = useState<Record<string, unknown>>();
  useEffect(() => {
    if (typed !== kept) writeDraft(draft, typed);
  }, [draft, typed, kept]);
  if (!object || !record) return null;
  const Result = actionResults[`${name}.${action.name}`];
  if (Result && answered)
    return (
      <Modal
        open
        title={doneText(name, action, titleOf(object, record), answered)}
        onCancel={onClose}
        footer={<Button onClick={onClose}>{t('common.close')}</Button>}
      >
        <Suspense fallback={<Skeleton rows={2} />}>
          <Result record={record} answer={answered} />
        </Suspense>
      </Modal>
    );

  const leave = () => {
    if (typed !== kept && Object.keys(typed).length > 0) tellDone(t('form.draftKept'));
    onClose();
  };
  const run = async () => {
    const missing = parameters.filter((p) => p.required && isEmpty(values[p.name]));
    setProblems(Object.fromEntries(missing.map((p) => [p.name, missingText(p)])));
    if (missing.length) return showFirstProblem(body.current);
    setBusy(true);
    try {
      const given = parameters.filter((p) => !isEmpty(values[p.name]));
      const sent = Object.fromEntries([
        ...given.map((p) => [p.name, kindOf(p).send?.(values[p.name], p, definitions) ?? values[p.name]]),
        ...given
          .filter((p) => p.type === 'money' && !isEmpty(values[currencyField(p)]))
          .map((p) => [currencyField(p), values[currencyField(p)]]),
      ]);
      if (Object.keys(filled).length > 0) await patchRecord(object.name, record.id, toApi(definitions, object, filled));
      const answer = await runAction<Record<string, unknown>>(object.name, record.id, action.name, sent);
      clearDraft(draft);
      forget();
      // What it writes elsewhere, as an undone merge does, is asked for again as well.
      refreshAll(client);
      refresh(client, object.name);
      if (Result && answer) return setAnswered(answer);
      onClose();
      if (completion(object)?.name === action.name && completionFields(object).every((field) => field in record))
        tellCompleted(client, definitions, object, action, record);
      else {
        const made = await documentMade(action.name, answer, name, record, definitions);
        tellDone(doneText(name, action, made?.name ?? (await customerMade(answer)) ?? titleOf(object, record), answer));
      }
      followAnswer(answer);
    } catch (error) {
      setBusy(false);
      const details = error instanceof ApiError ? error.details : [];
      const own = details.filter((d) => d.target && parameters.some((p) => p.name === d.target));
      setProblems(Object.fromEntries(own.map((d) => [d.target ?? '', d.message ?? ''])));
      const others = details.filter((d) => !own.includes(d));
      const isGate = error instanceof ApiError && error.code === 'stage_move_refused';
      setReason(own.length > 0 && others.length === 0 ? undefined : isGate ? text('refusal.missing') : reasonOf(error));
      setObstacles(others);
      showFirstProblem(body.current);
    }
  };
  /** A converted lead is told of by the customer it became. */
  const customerMade = async (answer: Record<string, unknown> | undefined) => {
    if (action.name !== 'convert' || typeof answer?.account !== 'string' || !definitions.find('account')) return undefined;
    const account = await readRecord('account', answer.account, { select: ['id', 'name'] }).catch(() => undefined);
    return account?.name ? String(account.name) : undefined;
  };
  /** An action that makes something new leads there. */
  const followAnswer = (answer: Record<string, unknown> | undefined) => {
    const made = madeBy(answer, name, record, definitions);
    if (made) navigate(`/o/${made.object}/${made.id}`);
  };
  return (
    <Modal
      open
      title={action.label}
      width={parameters.length > 3 ? 640 : 480}
      onCancel={leave}
      footer={[
        <Button key="cancel" onClick={leave}>
          {t('common.cancel')}
        </Button>,
        <Button key="run" type="primary" danger={action.danger} loading={busy} onClick={() => void run()}>
          {action.label}
        </Button>,
      ]}
    >
      <div ref={body} className={styles.side}>
        {action.confirm && <p>{action.confirm}</p>}
        <ShownFields object={object} record={record} names={action.shows} />
        {Object.keys(kept).length > 0 && <Alert type="info" showIcon title={t('form.restored')} />}
        {reason && (
          <Alert
            type="warning"
            title={reason}
            data-problem=""
            description={
              obstacles.length > 0 && (
                <Obstacles object={object} record={record} details={obstacles} typed={filled} asked={asked} onType={type} />
              )
            }
          />
        )}
        {parameters.map((parameter, index) => (
          <FormField
            key={parameter.name}
            field={parameter}
            values={{ ...record, ...values }}
            required={parameter.required}
            problem={problems[parameter.name]}
            autoFocus={index === 0}
            onChange={(patch) => setTyped((before) => ({ ...before, ...patch }))}
          />
        ))}
      </div>
    </Modal>
  );
}
