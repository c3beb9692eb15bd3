import type { ObjectMeta } from '../../api/meta.ts';
import type { Dialog } from '../../app/dialogs.ts';
import { type BulkTarget, countOf } from '../actions/bulk.ts';

/** An export names the records one by one; a filter takes no more of them. */
const mostNamed = 1500;

/** How the list shows them, and so the file. */
interface Shown {
  orderby: string;
  columns: readonly string[];
}

/** The export of what is ticked, or of everything that the filter admits; undefined without the right to it, and for too many ticked one by one. */
export function exportChosen(object: ObjectMeta, target: BulkTarget, shown: Shown): Dialog | undefined {
  const { records, matching } = target;
  if (!object.can.export || (!matching && records.length > mostNamed)) return undefined;
  return {
    kind: 'export',
    object: object.name,
    filter: matching?.filter ?? `id in (${records.map((record) => record.id).join(',')})`,
    search: matching?.search,
    orderby: shown.orderby,
    columns: shown.columns,
    count: countOf(target),
    chosen: true,
  };
}
