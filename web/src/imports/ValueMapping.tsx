import { Button, Checkbox, Select } from 'antd';
import { ArrowRight } from 'lucide-react';
import type { UnmatchedValue } from '../api/jobs.ts';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import { LookupInput } from '../records/kinds/shared/LookupInput.tsx';
import { linkName } from '../records/kinds/shared/reference.ts';
import { targetOf } from '../records/recordQuery.ts';
import { clearing } from '../ui/clearing.tsx';
import styles from './Import.module.css';
import { importField } from './importFields.ts';

/** By field: what stands in the file, and what is meant. */
export type ValueMap = Record<string, Record<string, string>>;

/** What a word means whose field shall stay empty. */
const empty = '';
/** Values that are no choice are put right in their rows below: here so many tell what they are like. */
const mostTold = 6;
const organisation = new Set(['user', 'department']);

interface ValueMappingProps {
  object: ObjectMeta;
  unmatched: readonly UnmatchedValue[];
  values: ValueMap;
  /** Fields whose unknown names become new records. */
  create: readonly string[];
  /** Fields of which the check made records already: the names left over can't be made. */
  refused: readonly string[];
  onChange(values: ValueMap): void;
  onCreate(fields: string[]): void;
}

/** Whether nothing is left to decide: each word means something, is left empty or becomes a record of one of the fields of `made`. */
export function isSettled(unmatched: readonly UnmatchedValue[], values: ValueMap, made: readonly string[]): boolean {
  return unmatched.every((u) => values[u.field]?.[u.value] !== undefined || made.includes(u.field));
}

/** With every word left empty that nothing was said of, in the fields that can do without a value. */
export function emptied(unmatched: readonly UnmatchedValue[], values: ValueMap, fields: readonly string[]): ValueMap {
  const next = { ...values };
  for (const u of unmatched)
    if (fields.includes(u.field) && next[u.field]?.[u.value] === undefined)
      next[u.field] = { ...next[u.field], [u.value]: empty };
  return next;
}

/** Words in the file that are no value here: what is meant by each, or that each shall be made. */
export function ValueMapping({ object, unmatched, values, create, refused, onChange, onCreate }: ValueMappingProps) {
  const t = useText();
  const definitions = useDefinitions();
  const open = unmatched.filter((u) => u.suggestion && values[u.field]?.[u.value] === undefined);
  const acceptAll = () => {
    const next = { ...values };
    for (const u of open) next[u.field] = { ...next[u.field], [u.value]: u.suggestion ?? '' };
    onChange(next);
  };
  const fields = [...new Set(unmatched.map((u) => u.field))].flatMap((name) => importField(definitions, object, name, t) ?? []);
  const isMade = (field: FieldMeta) => create.includes(field.name) && !refused.includes(field.name);
  const emptiable = fields.filter((field) => !field.required && !isMade(field)).map((field) => field.name);
  const undecided = unmatched.filter((u) => emptiable.includes(u.field) && values[u.field]?.[u.value] === undefined).length;
  const isFresh = unmatched.every((u) => values[u.field]?.[u.value] === undefined);
  return (
    <section>
      <div className={styles.sectionHead}>
        <div>
          <h2>{t('import.values')}</h2>
          <p>{t('import.valuesHint')}</p>
        </div>
        <div className={styles.headTools}>
          {open.length > 1 && <Button onClick={acceptAll}>{t('import.acceptAll', { count: open.length })}</Button>}
          {undecided > 0 && unmatched.length > 1 && (
            <Button onClick={() => onChange(emptied(unmatched, values, emptiable))}>
              {t(isFresh ? 'import.emptyAll' : 'import.emptyRest', { count: undecided })}
            </Button>
          )}
        </div>
      </div>
      {fields.map((field) => (
        <FieldValues
          key={field.name}
          object={object.name}
          field={field}
          unmatched={unmatched.filter((u) => u.field === field.name)}
          values={values[field.name] ?? {}}
          isCreated={create.includes(field.name)}
          isMade={isMade(field)}
          mayEmptyAll={fields.length > 1}
          onChange={(next) => onChange({ ...values, [field.name]: next })}
          onCreate={(wanted) => onCreate(wanted ? [...create, field.name] : create.filter((name) => name !== field.name))}
        />
      ))}
    </section>
  );
}

interface FieldValuesProps {
  object: string;
  field: FieldMeta;
  unmatched: readonly UnmatchedValue[];
  values: Record<string, string>;
  /** Whether unknown names shall become records; and whether those that stand here do. */
  isCreated: boolean;
  isMade: boolean;
  /** Where there are several fields each has a button of its own. */
  mayEmptyAll: boolean;
  onChange(values: Record<string, string>): void;
  onCreate(wanted: boolean): void;
}

function FieldValues({ object, field, unmatched, values, isCreated, isMade, mayEmptyAll, onChange, onCreate }: FieldValuesProps) {
  const t = useText();
  const definitions = useDefinitions();
  const target = definitions.find(targetOf(field));
  const isChosen = Boolean(target ?? field.options);
  const shown = isChosen ? unmatched : unmatched.slice(0, mostTold);
  const put = (from: string, to: string | null | undefined) => {
    const { [from]: _, ...others } = values;
    onChange(to || to === empty ? { ...others, [from]: to } : others);
  };
  const undecided = unmatched.filter((u) => values[u.value] === undefined);
  const emptyRest = () => onChange(emptied(unmatched, { [field.name]: values }, [field.name])[field.name] ?? {});
  const labelOf = (value: string) => field.options?.find((o) => o.value === value)?.label ?? value;
  return (
    <div className={styles.words}>
      <div className={styles.wordsHead}>
        <h3>{t('import.wordsOf', { field: field.label, count: unmatched.length })}</h3>
        {target && isMadeOfItsName(target, object) && (
          <Checkbox checked={isCreated} onChange={(event) => onCreate(event.target.checked)}>
            {t('import.createMissing', { object: target.label })}
          </Checkbox>
        )}
        {mayEmptyAll && !field.required && !isMade && undecided.length > 1 && (
          <Button type="link" onClick={emptyRest}>
            {t('import.emptyRest', { count: undecided.length })}
          </Button>
        )}
      </div>
      <table className={styles.table}>
        <tbody>
          {shown.map(({ value, count, suggestion }) => {
            const chosen = values[value];
            return (
              <tr key={value}>
                <th scope="row">{value}</th>
                <td className={styles.faint}>{t('import.times', { count: formatNumber(count) })}</td>
                <td className={styles.arrow}>
                  <ArrowRight size={14} aria-hidden="true" />
                </td>
                <td className={styles.choice}>
                  {chosen === empty ? (
                    <>
                      <span className={styles.faint}>{t('import.isEmpty')}</span>
                      <Button type="link" aria-label={t('import.emptyUndo', { value })} onClick={() => put(value, undefined)}>
                        {t('common.undo')}
                      </Button>
                    </>
                  ) : (
                    <>
                      {/* Of what is no choice, a number or a phone, each cell is corrected in its row below. */}
                      {isChosen && (
                        <div className={styles.fieldSelect} title={t('import.valueFor', { value })}>
                          {target ? (
                            <LookupInput
                              field={{ ...field, required: false, label: t('import.valueFor', { value }) }}
                              object={target.name}
                              placeholder={isMade ? t('import.willCreate', { value }) : t('import.leave')}
                              value={chosen ? [{ id: chosen, [target.nameField]: chosen }] : null}
                              onChange={([link]) => put(value, link && linkName(link, target.nameField))}
                            />
                          ) : (
                            <Select
                              style={{ width: '100%' }}
                              allowClear={clearing()}
                              showSearch={{ optionFilterProp: 'label' }}
                              aria-label={t('import.valueFor', { value })}
                              placeholder={t('import.leave')}
                              value={chosen}
                              options={field.options?.map((o) => ({ value: o.value, label: o.label }))}
                              onChange={(next?: string) => put(value, next)}
                            />
                          )}
                        </div>
                      )}
                      {suggestion && chosen !== suggestion && (
                        <Button type="link" onClick={() => put(value, suggestion)}>
                          {t('import.suggested', { value: labelOf(suggestion) })}
                        </Button>
                      )}
                      {!field.required && !chosen && (
                        <Button type="link" aria-label={t('import.emptyFor', { value })} onClick={() => put(value, empty)}>
                          {t('import.leaveEmpty')}
                        </Button>
                      )}
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {unmatched.length > shown.length && (
        <p className={styles.faint}>{t('import.moreValues', { count: unmatched.length - shown.length })}</p>
      )}
    </div>
  );
}

/** Whether a name is enough to make a record: nothing else is asked for that only a person can choose. Only who imports people makes people. */
export function isMadeOfItsName(target: ObjectMeta, imported: string): boolean {
  if (organisation.has(target.name) && imported !== 'user') return false;
  const isChosen = (f: FieldMeta) => f.required && !f.filled && f.default === undefined && f.editable && f.type !== 'text';
  return target.can.create && !target.fields.some(isChosen);
}
