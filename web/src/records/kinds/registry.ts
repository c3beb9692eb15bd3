import type { Definitions, FieldMeta, FieldType } from '../../api/meta.ts';
import { addressKind } from './address/addressKind.tsx';
import { autoNumberKind } from './autoNumber/autoNumberKind.tsx';
import { booleanKind } from './boolean/booleanKind.tsx';
import { checklistKind } from './checklist/checklistKind.tsx';
import { childTableKind } from './childTable/childTableKind.tsx';
import { conditionKind } from './condition/conditionKind.tsx';
import { criteriaKind } from './criteria/criteriaKind.tsx';
import { currencyKind } from './currency/currencyKind.tsx';
import { dateKind } from './date/dateKind.tsx';
import { datetimeKind } from './datetime/datetimeKind.tsx';
import { decimalKind } from './decimal/decimalKind.tsx';
import { departmentKind } from './department/departmentKind.tsx';
import { durationKind } from './duration/durationKind.tsx';
import { emailKind } from './email/emailKind.tsx';
import { encryptedTextKind } from './encryptedText/encryptedTextKind.tsx';
import type { FieldKind } from './FieldKind.ts';
import { fieldNamesKind } from './fieldNames/fieldNamesKind.tsx';
import { fileKind } from './file/fileKind.tsx';
import { formulaKind } from './formula/formulaKind.tsx';
import { geoPointKind } from './geoPoint/geoPointKind.tsx';
import { imageKind } from './image/imageKind.tsx';
import { integerKind } from './integer/integerKind.tsx';
import { jsonKind } from './json/jsonKind.tsx';
import { longTextKind } from './longText/longTextKind.tsx';
import { lookupKind } from './lookup/lookupKind.tsx';
import { moneyKind } from './money/moneyKind.tsx';
import { multiLookupKind } from './multiLookup/multiLookupKind.tsx';
import { multiSelectKind } from './multiSelect/multiSelectKind.tsx';
import { percentKind } from './percent/percentKind.tsx';
import { phoneKind } from './phone/phoneKind.tsx';
import { ratingKind } from './rating/ratingKind.tsx';
import { referenceKind } from './reference/referenceKind.tsx';
import { richTextKind } from './richText/richTextKind.tsx';
import { rollupKind } from './rollup/rollupKind.tsx';
import { selectKind } from './select/selectKind.tsx';
import { tagsKind } from './tags/tagsKind.tsx';
import { textKind } from './text/textKind.tsx';
import { ticksKind } from './ticks/ticksKind.tsx';
import { timeKind } from './time/timeKind.tsx';
import { typeNamesKind } from './typeNames/typeNamesKind.tsx';
import { urlKind } from './url/urlKind.tsx';
import { userKind } from './user/userKind.tsx';

/** One kind for every type of field; a type without one does not compile. */
export const kinds = {
  text: textKind,
  long_text: longTextKind,
  rich_text: richTextKind,
  integer: integerKind,
  decimal: decimalKind,
  money: moneyKind,
  percent: percentKind,
  boolean: booleanKind,
  date: dateKind,
  datetime: datetimeKind,
  time: timeKind,
  duration: durationKind,
  select: selectKind,
  multi_select: multiSelectKind,
  tags: tagsKind,
  phone: phoneKind,
  email: emailKind,
  url: urlKind,
  address: addressKind,
  geo_point: geoPointKind,
  user: userKind,
  department: departmentKind,
  lookup: lookupKind,
  multi_lookup: multiLookupKind,
  child_table: childTableKind,
  reference: referenceKind,
  file: fileKind,
  image: imageKind,
  auto_number: autoNumberKind,
  formula: formulaKind,
  rollup: rollupKind,
  json: jsonKind,
  encrypted_text: encryptedTextKind,
  rating: ratingKind,
  id: { ...textKind, type: 'id' },
} satisfies Record<FieldType, FieldKind<unknown>>;

/** What a field says about the records of an object has a kind of its own. */
const holding = {
  condition: conditionKind,
  fields: fieldNamesKind,
  types: typeNamesKind,
  checklist: checklistKind,
  ticks: ticksKind,
} as unknown as Record<string, FieldKind<unknown>>;

/** The kind of a field. A type this client is too old to know is shown as text rather than not at all. */
export function kindOf(
  field: Pick<FieldMeta, 'type'> & Partial<Pick<FieldMeta, 'holds' | 'object' | 'check'>>,
): FieldKind<unknown> {
  const held = field.holds && holding[field.holds];
  if (held) return held;
  if (field.type === 'json' && field.object) return criteriaKind;
  if (field.type === 'text' && field.check === 'currency') return currencyKind as FieldKind<unknown>;
  return (kinds as Record<string, FieldKind<unknown>>)[field.type] ?? (kinds.text as FieldKind<unknown>);
}

/** The usual width of a field's column, px; computed ones take that of what they answer, links to what has colours that of a badge. */
export function widthFor(field: Pick<FieldMeta, 'type' | 'result' | 'object'>, definitions: Definitions): number {
  if (field.type === 'lookup' && definitions.field(field.object ?? '', 'color')) return kinds.select.width;
  return kindOf({ type: field.result ?? field.type }).width;
}

/** To which side a field's values stand; computed ones stand as what they answer. */
export function alignOf(field: Pick<FieldMeta, 'type' | 'result'>): 'start' | 'end' {
  return kindOf({ type: field.result ?? field.type }).align;
}

/** Whether the field's values add up over records; computed ones do as what they answer. */
export function addsUp(field: Pick<FieldMeta, 'type' | 'result' | 'sums'>): boolean {
  return field.sums !== false && kindOf({ type: field.result ?? field.type }).sums === true;
}
