import { MapPin, MessageSquarePlus, Phone } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Definitions } from '../../api/meta.ts';
import { openDialog } from '../../app/dialogs.ts';
import { text } from '../../i18n/text.ts';
import { placeActionOf } from '../../visits/placeAction.ts';
import { type ActionContext, availableActions, type RecordAction } from '../actions/recordActions.ts';
import { asksNothing, runAtOnce } from '../actions/runAtOnce.ts';
import { isJudgeable } from '../conditions.ts';
import { titleOf } from '../values.ts';

/** What a swipe across a card does, and its entry in the card's menu. */
export interface SwipeAction {
  id: string;
  label: string;
  icon?: ComponentType<{ size?: number }>;
  /** The name of an icon from a definition. */
  iconName?: string;
  run(): void;
}

/** To the right what one does most: call, or the step that asks for nothing, or check in. To the left: write down a contact, or give away. */
export function swipesOf(context: ActionContext, definitions: Definitions): { right?: SwipeAction; left?: SwipeAction } {
  return {
    right: call(context) ?? plainStep(context, definitions) ?? checkIn(context),
    left: log(context, definitions) ?? giveAway(context),
  };
}

function call({ object, records: [record] }: ActionContext): SwipeAction | undefined {
  const number = object.fields
    .filter((f) => f.type === 'phone' && !f.masked)
    .map((f) => record?.[f.name])
    .find((value): value is string => typeof value === 'string' && value !== '' && !value.includes('*'));
  return number === undefined
    ? undefined
    : { id: 'call', label: text('swipe.call'), icon: Phone, run: () => window.location.assign(`tel:${number}`) };
}

/** The actions that the row is known to allow: a swipe does not find out by being refused. */
function certainActions(context: ActionContext): RecordAction[] {
  const { object, records } = context;
  const unsure = new Set(object.actions.filter((a) => !isJudgeable(a.when, object, records[0] ?? {})).map((a) => a.name));
  return availableActions(context).filter((action) => !unsure.has(action.id));
}

/** What is to be done first and asks for nothing, such as completing a task. */
function plainStep(context: ActionContext, definitions: Definitions): SwipeAction | undefined {
  const action = certainActions(context).find((a) => a.first && asksNothing(context.object, a.id));
  return action && { ...action, run: () => void runAtOnce(context, action, definitions) };
}

function checkIn(context: ActionContext): SwipeAction | undefined {
  const place = placeActionOf(context.object)?.name;
  const action = certainActions(context).find((a) => a.id === place);
  return action && { ...action, icon: MapPin, run: () => action.run(context) };
}

function log({ object, records: [record] }: ActionContext, definitions: Definitions): SwipeAction | undefined {
  const link = object.layout.related.find((r) => r.object === 'activity');
  if (!record || !link || !definitions.find('activity')?.can.create) return undefined;
  const values = { [link.field]: { id: record.id, [object.nameField]: titleOf(object, record) } };
  return {
    id: 'log',
    label: text('swipe.log'),
    icon: MessageSquarePlus,
    run: () => openDialog({ kind: 'create', object: 'activity', brief: true, values }),
  };
}

function giveAway(context: ActionContext): SwipeAction | undefined {
  const action = certainActions(context).find((a) => a.id === 'transfer');
  return action && { ...action, run: () => action.run(context) };
}
