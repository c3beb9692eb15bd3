import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Divider, Select } from 'antd';
import { Plus } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { FieldMeta } from '../../../api/meta.ts';
import { listRecords } from '../../../api/records.ts';
import { openDialog } from '../../../app/dialogs.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { formatDate, formatMoney } from '../../../i18n/format.ts';
import { useText } from '../../../i18n/text.ts';
import { clearing } from '../../../ui/clearing.tsx';
import { TabLeaves } from '../../../ui/TabLeaves.tsx';
import { expandFor } from '../../recordQuery.ts';
import type { InputProps } from '../FieldKind.ts';
import { currencyField } from '../money/currencyField.ts';
import { type Link, linkId, linkName, parseLink } from './reference.ts';
import styles from './shared.module.css';
import { orderOf, toldBeside } from './toldBeside.ts';
import { useNames } from './useNames.ts';

/** The list is never narrower than this where more than a name tells records apart. */
const widest = 440;

type LookupInputProps = Omit<InputProps<Link[]>, 'onChange' | 'record'> & {
  object: string | undefined;
  many?: boolean;
  onChange(value: Link[]): void;
  placeholder?: string;
  /** Offers only those that a filter admits. */
  only?: string;
  /** What a record made on the spot begins with. */
  given?: Record<string, unknown>;
  render?(name: string): ReactNode;
};

/**
 * Finds records of another object as one types, and makes a new one on the spot where that is allowed.
 * Each choice closes the list, also where many are chosen: it never stays over what comes next, and typing opens it again.
 */
export function LookupInput({
  field,
  object,
  value,
  many,
  onChange,
  id,
  autoFocus,
  invalid,
  disabled,
  inCell,
  atRest,
  placeholder,
  only,
  given,
  render,
}: LookupInputProps) {
  const t = useText();
  const definitions = useDefinitions();
  const target = definitions.find(object);
  const nameField = definitions.nameField(object);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(Boolean(inCell && !atRest));
  const [wanted, setWanted] = useState(Boolean(autoFocus || (inCell && !atRest)));
  const search = useDeferredValue(typed.trim());
  const besides = toldBeside(target, field.within, only).flatMap((name) => (target && definitions.field(target, name)) ?? []);
  // What is told by its number or code is found by it, too.
  const spelled = [nameField, ...besides.filter((f) => f.type === 'text' && !f.masked).map((f) => f.name)];
  const chosen = value ?? [];
  const names = useNames(object, chosen);
  const found = useQuery({
    queryKey: ['lookup', object, search, only],
    queryFn: ({ signal }) =>
      listRecords(
        object ?? '',
        {
          // People are found as the search finds them: by pinyin, initials and login too.
          search: object === 'user' ? search : undefined,
          filter: [only ?? '', search && object !== 'user' ? spelled.map((f) => containing(f, search)).join(' or ') : '']
            .filter(Boolean)
            .map((condition) => `(${condition})`)
            .join(' and '),
          select: ['id', nameField, ...new Set(besides.flatMap((f) => [f.name, ...(isMoney(f) ? [currencyField(f)] : [])]))],
          expand: besides.length > 0 ? expandFor(definitions, besides) : undefined,
          orderby: orderOf(target, besides, nameField),
          top: 30,
        },
        signal,
      ),
    enabled: (open || wanted) && Boolean(object),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  // Until the answer to what was typed is there, Enter must not take the first of an earlier answer.
  const isBehind = typed.trim() !== '' && (found.isPlaceholderData || search !== typed.trim());
  const options = (found.data?.value ?? [])
    .map((record) => ({
      value: record.id,
      label: String(record[nameField] ?? ''),
      beside: besides.flatMap((f) => wordOf(f, record)).join(' · '),
    }))
    .filter((option) => !isBehind || `${option.label} ${option.beside}`.toLowerCase().includes(typed.trim().toLowerCase()));
  // While one types, only what was found is offered, so that Enter takes the first of it and not the value there was.
  for (const link of search ? [] : chosen) {
    if (!options.some((option) => option.value === linkId(link)))
      options.unshift({ value: linkId(link), label: names.get(linkId(link)) ?? '…', beside: '' });
  }
  const pick = (ids: string[]) => {
    setTyped('');
    if (many) setOpen(false);
    onChange(
      ids.map((chosenId) => ({
        id: chosenId,
        [nameField]: options.find((o) => o.value === chosenId)?.label ?? names.get(chosenId) ?? '',
      })),
    );
  };
  const create = () => {
    setOpen(false);
    openDialog({
      kind: 'create',
      object: object ?? '',
      values: { ...given, [nameField]: typed.trim() || null },
      onCreated: (record) => onChange([...(many ? chosen : []), { id: record.id, [nameField]: String(record[nameField] ?? '') }]),
    });
  };
  const select = (
    <Select<string | string[]>
      id={id}
      aria-label={id ? undefined : field.label}
      status={invalid ? 'error' : undefined}
      variant={inCell ? 'borderless' : 'outlined'}
      mode={many ? 'multiple' : undefined}
      autoFocus={autoFocus}
      disabled={disabled}
      open={open}
      onOpenChange={setOpen}
      onFocus={() => setWanted(true)}
      listHeight={224}
      popupMatchSelectWidth={besides.length > 0 ? Math.min(widest, window.innerWidth - 32) : true}
      allowClear={!field.required && clearing()}
      showSearch={{ searchValue: typed, filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      maxTagCount="responsive"
      style={{ width: '100%' }}
      placeholder={placeholder ?? t('lookup.placeholder')}
      notFoundContent={found.isFetching ? t('common.loading') : t('lookup.none')}
      options={options}
      optionRender={(option) => (
        <span className={styles.option}>
          <span className={styles.named}>{render ? render(String(option.label)) : String(option.label)}</span>
          {option.data.beside && <span className={styles.beside}>{option.data.beside}</span>}
        </span>
      )}
      labelRender={({ label, value: shown }) => {
        const name = names.get(String(shown)) ?? String(label ?? '…');
        return render && !many ? render(name) : name;
      }}
      value={many ? chosen.map(linkId) : chosen[0] ? linkId(chosen[0]) : undefined}
      onChange={(next) => pick(next === undefined ? [] : Array.isArray(next) ? next : [next])}
      popupRender={(menu) => (
        <>
          {menu}
          {target?.can.create && target.group !== 'setup' && (
            <>
              <Divider style={{ margin: '4px 0' }} />
              <Button
                type="text"
                block
                style={{ justifyContent: 'flex-start' }}
                icon={<Plus size={14} />}
                onMouseDown={(event) => event.preventDefault()}
                onClick={create}
              >
                {typed.trim()
                  ? t('lookup.createNamed', { object: target.label, name: typed.trim() })
                  : t('lookup.create', { object: target.label })}
              </Button>
            </>
          )}
        </>
      )}
    />
  );
  return many ? <TabLeaves onLeave={() => setOpen(false)}>{select}</TabLeaves> : select;
}

const isMoney = (field: FieldMeta) => field.type === 'money' || field.currency !== undefined;

const containing = (field: string, words: string) => `contains(${field},'${words.replaceAll("'", "''")}')`;

function wordOf(field: FieldMeta, record: Record<string, unknown>): string[] {
  const value = record[field.name];
  if (typeof value === 'number')
    return [isMoney(field) ? formatMoney(value, String(record[currencyField(field)] ?? 'CNY'), field.scale ?? 2) : String(value)];
  if (field.type === 'date' && typeof value === 'string') return [formatDate(value)];
  const link = field.type === 'text' ? null : parseLink(value);
  const word = link ? linkName(link) : value;
  return typeof word === 'string' && word ? [word] : [];
}
