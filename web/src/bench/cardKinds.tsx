import { type ComponentType, lazy } from 'react';
import type { BenchCard } from '../api/bench.ts';
import type { Definitions } from '../api/meta.ts';
import type { TextKey } from '../i18n/text.ts';
import { RecentCard } from './cards/RecentCard.tsx';
import { TasksCard } from './cards/TasksCard.tsx';
import { TodayCard } from './cards/TodayCard.tsx';

/** What a kind of card shows, and for whom there is anything to show. */
export interface CardKind {
  label: Extract<TextKey, `card.${string}`>;
  icon: string;
  /** Where its head leads. */
  to?: string;
  /** The object without which there is nothing to show. */
  object?: string;
  /** Whether it may stand on a bench more than once. */
  many?: boolean;
  Body: ComponentType<{ card: BenchCard }>;
}

const ApprovalsCard = lazy(() => import('./cards/ApprovalsCard.tsx').then((m) => ({ default: m.ApprovalsCard })));
const CalendarCard = lazy(() => import('./cards/CalendarCard.tsx').then((m) => ({ default: m.CalendarCard })));
const FunnelCard = lazy(() => import('./cards/FunnelCard.tsx').then((m) => ({ default: m.FunnelCard })));
const TargetsCard = lazy(() => import('./cards/TargetsCard.tsx').then((m) => ({ default: m.TargetsCard })));
const TeamCard = lazy(() => import('./cards/TeamCard.tsx').then((m) => ({ default: m.TeamCard })));
const ViewCard = lazy(() => import('./cards/ViewCard.tsx').then((m) => ({ default: m.ViewCard })));

/** Every kind of card. What is not of these, as from a later version, is left out. */
const kinds: Record<string, CardKind> = {
  today: { label: 'card.today', icon: 'flag', Body: TodayCard },
  approvals: { label: 'card.approvals', icon: 'check', Body: ApprovalsCard },
  tasks: { label: 'card.tasks', icon: 'task', object: 'task', to: '/o/task?view=mine', Body: TasksCard },
  calendar: { label: 'card.calendar', icon: 'calendar', object: 'activity', Body: CalendarCard },
  funnel: { label: 'card.funnel', icon: 'target', object: 'opportunity', to: '/o/opportunity?view=board', Body: FunnelCard },
  targets: { label: 'card.targets', icon: 'trophy', object: 'sales_target', to: '/o/sales_target', Body: TargetsCard },
  team: { label: 'card.team', icon: 'users', object: 'task', Body: TeamCard },
  recent: { label: 'card.recent', icon: 'repeat', Body: RecentCard },
  view: { label: 'card.view', icon: 'layers', many: true, Body: ViewCard },
};

/** The kind of a card, if this person has anything to see in it. */
export function kindOfCard(card: Pick<BenchCard, 'kind' | 'object'>, definitions: Definitions): CardKind | undefined {
  const kind = kinds[card.kind];
  const object = kind?.many ? card.object : kind?.object;
  return kind && (object === undefined || definitions.find(object)) ? kind : undefined;
}

/** The kinds that this person can add to these cards. */
export function addableKinds(cards: readonly BenchCard[], definitions: Definitions): [string, CardKind][] {
  return Object.entries(kinds).filter(
    ([name, kind]) =>
      (kind.many || !cards.some((card) => card.kind === name)) && (!kind.object || definitions.find(kind.object) !== undefined),
  );
}
