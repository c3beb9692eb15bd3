import { useState } from 'react';
import type { FieldMeta } from '../../api/meta.ts';

const limits = { least: 64, most: 640, name: 300 };

function stored(key: string): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

/** The widths a person has dragged and how many columns stay in sight, kept in this browser for each object. */
export function useColumnWidths(object: string) {
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
  const widthOf = (field: FieldMeta, usual: number, isName: boolean) =>
    widths[field.name] ?? (isName ? Math.max(usual, limits.name) : usual);
  return { widthOf, resize, frozen, freeze };
}
