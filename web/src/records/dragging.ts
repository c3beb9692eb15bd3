import { Accessibility, type DragDropManagerInput } from '@dnd-kit/dom';
import type { DragEndEvent, DragOverEvent, DragStartEvent } from '@dnd-kit/react';
import { text } from '../i18n/text.ts';

interface Names {
  /** What the dragged record is called. */
  item(data: unknown): string;
  /** What the place under it is called. */
  place(id: unknown): string | undefined;
  /** Letting go only asks: a rule may still refuse, and what became of it is said then. */
  mayBeRefused?: boolean;
}

/** What is said aloud, in the reader's language and by names: what is dragged and where it is. */
export function announcementsOf({ item, place, mayBeRefused }: Names) {
  return {
    dragstart: ({ operation: { source } }: DragStartEvent) => (source ? text('drag.begun', { name: item(source.data) }) : ''),
    dragover: ({ operation: { source, target } }: DragOverEvent) => {
      const where = place(target?.id);
      return source && where !== undefined ? text('drag.over', { name: item(source.data), place: where }) : '';
    },
    dragend: ({ operation: { source, target }, canceled }: DragEndEvent) => {
      if (!source) return '';
      const [name, where] = [item(source.data), place(target?.id)];
      if (canceled || where === undefined) return text('drag.cancelled', { name });
      return text(mayBeRefused ? 'drag.moving' : 'drag.dropped', { name, place: where });
    },
  };
}

/** Says aloud what is dragged, and makes what it is dragged by a button. */
export function spokenDragging(names: Names) {
  return Accessibility.configure({
    announcements: announcementsOf(names),
    screenReaderInstructions: { draggable: text('drag.how') },
  });
}

/** Without what makes a button of everything that is dragged: links stay links, which cannot be pressed in. */
export const linksDragged: DragDropManagerInput['plugins'] = (defaults) => defaults.filter((plugin) => plugin !== Accessibility);
