import { CalendarDays, Columns2, Kanban, LayoutGrid, type LucideIcon, Table2 } from 'lucide-react';
import type { ListKind } from '../../api/meta.ts';
import type { TextKey } from '../../i18n/text.ts';

/** How each form of a list is drawn and called. */
export const layoutKinds: Record<ListKind, { icon: LucideIcon; label: TextKey }> = {
  table: { icon: Table2, label: 'lay.table' },
  board: { icon: Kanban, label: 'lay.board' },
  calendar: { icon: CalendarDays, label: 'lay.calendar' },
  gallery: { icon: LayoutGrid, label: 'lay.gallery' },
  split: { icon: Columns2, label: 'lay.split' },
};
