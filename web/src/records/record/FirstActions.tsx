import { Button } from 'antd';
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useDefinitions } from '../../app/workspace.tsx';
import { dayOf, formatDateTime, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { ActionContext, RecordAction } from '../actions/recordActions.ts';
import { asksNothing, runAtOnce } from '../actions/runAtOnce.ts';
import { leftUntil } from './deadline.ts';
import styles from './RecordHeader.module.css';

interface FirstActionsProps {
  actions: readonly RecordAction[];
  /** The one of them that is urged. */
  primary?: RecordAction;
  context: ActionContext;
  /** On a phone each has a button of its own; elsewhere they stand in the header. */
  withButtons: boolean;
}

/** What is to be done with the record before anything else, and until when. */
export function FirstActions({ actions, primary, context, withButtons }: FirstActionsProps) {
  const definitions = useDefinitions();
  const [running, setRunning] = useState<string>();
  const run = async (action: RecordAction) => {
    if (!action.first || !asksNothing(context.object, action.id)) return action.run(context);
    setRunning(action.id);
    await runAtOnce(context, action, definitions);
    setRunning(undefined);
  };
  const until = (action: RecordAction) => {
    const moment = action.until && context.records[0]?.[action.until];
    return typeof moment === 'string' ? moment : undefined;
  };
  const shown = actions.filter((action) => withButtons || until(action));
  if (shown.length === 0) return null;
  return (
    <div className={styles.first}>
      {shown.map((action) => (
        <div key={action.id}>
          {until(action) && <Deadline label={action.label} moment={until(action) ?? ''} />}
          {withButtons && (
            <Button
              type={action === primary ? 'primary' : 'default'}
              size="large"
              block
              loading={running === action.id}
              icon={<Icon name={action.iconName} size={16} />}
              onClick={() => void run(action)}
            >
              {action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}

function Deadline({ label, moment }: { label: string; moment: string }) {
  const t = useText();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = leftUntil(moment, now);
  const values = { action: label, time: timeOf(moment, now) };
  return (
    <p className={styles.deadline} data-over={left === undefined || undefined} role="timer" aria-live="off">
      <Clock size={16} aria-hidden="true" />
      {left === undefined ? t('action.isOver', values) : t('action.until', { ...values, left })}
    </p>
  );
}

/** The time of a moment today, or its day and time. */
function timeOf(moment: string, now: Date): string {
  return dayOf(moment) === dayOf(now.toISOString()) ? formatTime(moment) : formatDateTime(moment);
}
