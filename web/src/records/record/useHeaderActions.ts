import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { placeActionOf } from '../../visits/placeAction.ts';
import { type Arrangement, arrange, isNext, stepAhead } from '../actions/nextActions.ts';
import { type ActionContext, availableActions, type RecordAction } from '../actions/recordActions.ts';
import { linkId, parseLink } from '../kinds/shared/reference.ts';
import { actionTo, useMoveStep } from '../useMoveStep.ts';
import { useSteps } from '../useSteps.ts';
import { pathField } from './pathField.ts';

/** What the end of the way says of itself: there it is what one does next, whatever its condition. */
const always = { kind: 'constant', type: 'boolean', value: true };

const noField = { type: 'text', name: '', label: '' } as const;

/** What the head of a record's page offers. An action along the record's way names the step it leads to and takes it at once. */
export function useHeaderActions(context: ActionContext): Arrangement & { actions: readonly RecordAction[] } {
  const t = useText();
  const { object, records } = context;
  const record = records[0];
  const path = pathField(object, useDefinitions());
  const { steps } = useSteps(path ?? noField);
  const move = useMoveStep(object, path ?? noField);
  const actions = availableActions(context);
  const link = path && parseLink(record?.[path.name]);
  const ahead = link ? stepAhead(steps, linkId(link)) : undefined;
  // It asks only where to, and the path below asks that already.
  const isAlong = (action: RecordAction) => {
    const parameters = object.actions.find((a) => a.name === action.id)?.parameters ?? [];
    return path !== undefined && parameters.length === 1 && parameters[0]?.name === path.name;
  };
  const place = placeActionOf(object)?.name;
  const offered = actions
    .filter((action) => action.id !== place)
    .flatMap((action): RecordAction[] => {
      if (!isAlong(action)) return [action];
      if (!ahead || !record || !isNext(action, context)) return [];
      const end = actionTo(ahead);
      const atEnd = actions.find((a) => a.id === end);
      if (end) return atEnd ? [{ ...atEnd, next: always }] : [];
      return [{ ...action, label: t('path.moveTo', { step: ahead.label }), run: () => move(record, ahead) }];
    })
    .filter((action, index, all) => all.findIndex((a) => a.id === action.id) === index);
  const { buttons, primary } = arrange(offered, context);
  return { buttons, primary, actions };
}
