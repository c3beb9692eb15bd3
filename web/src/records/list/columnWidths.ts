import { useRef, useState } from 'react';
import type { FieldMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { fittingWidth } from './fittingWidth.ts';

const limits = { least: 64, most: 640, name: 220 };

function stored(key: string): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** The widths a person has dragged and how many columns stay in sight, kept in this browser for each object. */
export function useColumnWidths(object: string, rows: readonly RecordData[]) {
  const key = `tongke.widths.${object}`;
  const [widths, setWidths] = useState(() => stored(key));
  const resize = (field: string, width: number) => {
    const next = { ...widths, [field]: Math.max(limits.least, Math.min(limits.most, Math.round(width))) };
    setWidths(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const frozenKey = `tongke.frozen.${object}`;
  const [frozen, setFrozen] = useState(() => Math.max(1, Number(localStorage.getItem(frozenKey)) || 1));
  /** Keeps so many columns in sight, the name always among them. */
  const freeze = (count: number) => {
    setFrozen(Math.max(1, count));
    localStorage.setItem(frozenKey, String(Math.max(1, count)));
  };
  // The first rows decide: a column does not move while one scrolls, searches or edits.
  const fitting = useRef(new Map<string, number>());
  const fittingOf = (field: FieldMeta, usual: number, isName: boolean) => {
    const known = fitting.current.get(field.name);
    if (known !== undefined) return known;
    const width = fittingWidth(field, rows, usual, isName);
    const shown = isName ? Math.max(width, limits.name) : width;
    if (rows.length > 0) fitting.current.set(field.name, shown);
    return shown;
  };
  const widthOf = (field: FieldMeta, usual: number, isName: boolean) => widths[field.name] ?? fittingOf(field, usual, isName);
  return { widthOf, resize, frozen, freeze };
}
