import { type KeyboardEvent, useRef, useState } from 'react';
import { areInputsHere, fetchInputs } from '../kinds/shared/lazyInput.tsx';

export interface CellEditing {
  id: string;
  field: string;
  /** What the person typed to begin with, replacing the value. */
  typed?: string;
}

/** Which cell is being edited. Inputs are fetched after the list: what is typed until they are here waits for them. */
export function useCellEditing() {
  const [editing, setEditing] = useState<CellEditing | null>(null);
  const waiting = useRef<string | null>(null);
  const begin = (cell: CellEditing) => {
    if (areInputsHere()) return setEditing(cell);
    waiting.current = cell.typed ?? '';
    const end = () => {
      const typed = waiting.current || undefined;
      waiting.current = null;
      return typed;
    };
    void fetchInputs().then(() => setEditing({ ...cell, typed: end() }), end);
  };
  /** Takes a key that comes while the inputs do; answers whether it did. */
  const takeKey = (event: KeyboardEvent): boolean => {
    if (waiting.current === null) return false;
    if (isCharacter(event)) waiting.current += event.key;
    return true;
  };
  return { editing, begin, stop: () => setEditing(null), takeKey };
}

/** A key that writes something. */
export function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.metaKey && !event.ctrlKey && !event.altKey;
}
