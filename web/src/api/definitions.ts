import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FilterJson } from '../records/filter/filterJson.ts';
import { request } from './http.ts';
import type { FieldType } from './meta.ts';
import { createRecord, deleteRecord, patchRecord } from './records.ts';

/** A text in both languages, as definitions carry it. */
export interface Label {
  zh: string;
  en: string;
}

export interface OptionDefinition {
  value: string;
  label: Label;
  color?: string;
  when?: string;
  /** How the way of a record ends here. */
  end?: 'won' | 'lost';
}

export interface NumberPart {
  text?: string;
  date?: string;
  counter?: number;
}

export interface RollUpDefinition {
  object: string;
  field: string;
  function: string;
  of?: string;
  filter?: string;
}

/** One field, as `object.schema.json` describes it. */
export interface FieldDefinition {
  name: string;
  type: FieldType;
  label: Label;
  /** Other names that a column of a spreadsheet may have for it. */
  aliases?: string[];
  help?: Label;
  required?: boolean;
  unique?: boolean;
  search?: boolean;
  readOnly?: boolean;
  /** The field that it is the key of: kept by the server alone. */
  keyOf?: string;
  /** Bookkeeping of the rules. */
  internal?: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  precision?: number;
  scale?: number;
  sums?: boolean;
  grouping?: boolean;
  pattern?: string;
  check?: string;
  options?: OptionDefinition[];
  object?: string;
  objects?: string[];
  by?: string;
  onDelete?: 'restrict' | 'cascade' | 'clear';
  formula?: string;
  result?: string;
  rollup?: RollUpDefinition;
  number?: { parts: NumberPart[]; reset?: string };
  visibleWhen?: string;
  requiredWhen?: string;
  readOnlyWhen?: string;
  cleanse?: string[];
}

export interface ValidationDefinition {
  name: string;
  when: string;
  message: Label;
  field?: string;
}

export interface ViewDefinition {
  name: string;
  label: Label;
  kind?: string;
  columns: string[];
  filter?: string;
  orderBy?: string[];
  groupBy?: string;
}

/** A kind of records of an object. */
export interface RecordTypeDefinition {
  name: string;
  label: Label;
  help?: Label;
  color?: string;
  active?: boolean;
  without?: string[];
  required?: string[];
  defaults?: Record<string, unknown>;
}

export interface SectionDefinition {
  label: Label;
  fields: string[];
  columns?: number;
  /** Kinds of records that have it; absent or empty where all have. */
  types?: string[];
}

export interface LayoutDefinition {
  headline?: string[];
  sections?: SectionDefinition[];
  related?: { object: string; field: string; label?: Label; types?: string[] }[];
}

export interface ObjectDefinition {
  name: string;
  label: Label;
  plural?: Label;
  icon?: string;
  group?: string;
  owned?: boolean;
  nameField?: string;
  fields: FieldDefinition[];
  recordTypes?: RecordTypeDefinition[];
  validations?: ValidationDefinition[];
  views?: ViewDefinition[];
  layout?: LayoutDefinition;
}

export interface ObjectSummary {
  name: string;
  label: Label;
  plural: Label;
  icon: string | null;
  group: string | null;
  owned: boolean;
  /** Whether only roles with a row of their own for it have rights on it. */
  namedOnly: boolean;
  nameField: string;
  custom: boolean;
  fields: number;
  customFields: number;
  lookups: { field: string; label: Label; object: string; type: string }[];
}

export interface DefinitionList {
  edit: boolean;
  objects: ObjectSummary[];
}

/** One object as it is, as its package brought it, and what was laid over it. */
export interface WholeDefinition {
  edit: boolean;
  definition: ObjectDefinition;
  delivered: ObjectDefinition | null;
  customisation: { id: string; version: number; definition: ObjectDefinition } | null;
  systemFields: FieldDefinition[];
  readers: { object: string; field: string }[];
}

export interface FieldUsage {
  records: number;
  fields: Record<string, number>;
}

export const definitionKeys = {
  all: ['definitions'] as const,
  list: ['definitions', 'list'] as const,
  one: (object: string) => ['definitions', 'one', object] as const,
  usage: (object: string) => ['definitions', 'usage', object] as const,
};

export function useDefinitionList() {
  return useQuery({
    queryKey: definitionKeys.list,
    queryFn: ({ signal }) => request<DefinitionList>('/api/definitions', { signal }),
  });
}

export function definitionQuery(object: string) {
  return queryOptions({
    queryKey: definitionKeys.one(object),
    queryFn: ({ signal }) => request<WholeDefinition>(`/api/definitions/${object}`, { signal }),
  });
}

export function useDefinition(object: string | undefined) {
  return useQuery({ ...definitionQuery(object ?? ''), enabled: Boolean(object) });
}

export function useFieldUsage(object: string, enabled = true) {
  return useQuery({
    queryKey: definitionKeys.usage(object),
    queryFn: ({ signal }) => request<FieldUsage>(`/api/definitions/${object}/usage`, { signal }),
    enabled,
  });
}

/** What an administrator laid over an object, or the beginning of it. */
export function overlayOf(whole: WholeDefinition): ObjectDefinition {
  if (whole.customisation) return whole.customisation.definition;
  const { name, label } = whole.definition;
  return { name, label, fields: [] };
}

/** Saves the overlay; refused (412) when somebody else saved one since it was read. */
export async function saveOverlay(whole: WholeDefinition, overlay: ObjectDefinition): Promise<void> {
  const { customisation, definition } = whole;
  if (customisation) await patchRecord('object_customisation', customisation.id, { definition: overlay }, customisation.version);
  else await createRecord('object_customisation', { object: definition.name, definition: overlay }, crypto.randomUUID());
}

export async function createObject(definition: ObjectDefinition): Promise<void> {
  await createRecord('object_customisation', { object: definition.name, definition }, crypto.randomUUID());
}

/** Adds the records of an object to the related lists of those it points at, as far as they are not there yet. */
export async function listOnParents(object: string, parents: readonly { parent: string; field: string }[]): Promise<void> {
  for (const { parent, field } of parents) {
    const whole = await request<WholeDefinition>(`/api/definitions/${parent}`);
    const related = whole.definition.layout?.related ?? [];
    if (related.some((list) => list.object === object && list.field === field)) continue;
    const overlay = overlayOf(whole);
    await saveOverlay(whole, {
      ...overlay,
      layout: { ...(overlay.layout ?? whole.definition.layout), related: [...related, { object, field }] },
    });
  }
}

export async function removeObject(whole: WholeDefinition): Promise<void> {
  if (whole.customisation) await deleteRecord('object_customisation', whole.customisation.id);
}

/** What a formula gives, or what is wrong with it and at which character. */
export interface FormulaAnswer {
  kind?: string;
  message?: string;
  position?: number;
  /** A condition as the filter builder has it, where its rows can show it. */
  filter?: FilterJson;
  /** The formula of `filter`. */
  formula?: string;
}

export function checkFormula(object: string, formula: string, result: string | undefined, signal?: AbortSignal) {
  return request<FormulaAnswer>('/api/formulas/check', { method: 'POST', body: { object, formula, result }, signal });
}

/** The formula that says what the rows of a filter builder say. */
export function writeFormula(object: string, filter: FilterJson) {
  return request<FormulaAnswer>('/api/formulas/check', { method: 'POST', body: { object, filter, result: 'boolean' } });
}

/** Whether the server alone keeps it: there is nothing for people to arrange. */
export const isKept = (field: FieldDefinition): boolean => field.keyOf !== undefined || field.internal === true;
