import { Button, Input, InputNumber } from 'antd';
import { ChevronRight, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FieldMeta, ObjectMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { usePhone } from '../app/usePhone.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatMoney } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { inCurrency, lineTitle } from '../records/kinds/childTable/childFields.ts';
import briefStyles from '../records/kinds/childTable/LineBrief.module.css';
import { LineBrief } from '../records/kinds/childTable/LineBrief.tsx';
import { focusIn, isByKey, pastClearing } from '../records/kinds/childTable/lineFocus.ts';
import { kindOf } from '../records/kinds/registry.ts';
import { groupedNumber } from '../records/kinds/shared/groupedNumber.ts';
import { readNumber } from '../records/kinds/shared/readNumber.ts';
import { Empty } from '../ui/Empty.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Quotes.module.css';
import { QuoteTotals } from './QuoteTotals.tsx';
import { amountsOf, shown } from './quoteMath.ts';
import { useDealAmount } from './useDealAmount.ts';
import { cell, type Row, useQuoteLines, valuesOf } from './useQuoteLines.ts';

/** A new line begins with its product. */
const productColumn = 0;
const numbers = ['quantity', 'price', 'discount', 'tax_rate'] as const;

/** The lines of a quote: type across, Enter goes down, totals follow every key. A narrow screen has one of them open at a time. */
export function QuoteSheet({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const t = useText();
  const line = useDefinitions().find('quote_line');
  const body = useRef<HTMLTableSectionElement>(null);
  const focusLater = useRef<{ row: number; column: number } | null>(null);
  const sheet = useQuoteLines(record.id);
  const deal = useDealAmount(record);
  const isNarrow = usePhone();
  const [open, setOpen] = useState<string | null>(null);
  const isOpen = record.status === 'draft' && object.can.edit && line?.can.edit === true;
  const currency = String(record.amount_currency ?? 'CNY');
  useEffect(() => {
    const wanted = focusLater.current;
    if (!wanted) return;
    const input = inputsOf(body.current, wanted.row)[wanted.column];
    if (!input) return;
    focusLater.current = null;
    input.focus();
  });
  if (!line) return null;
  if (sheet.query.isPending) return <Skeleton rows={6} />;
  if (sheet.query.isError)
    return (
      <Empty tone="error" title={t('quotes.failed')}>
        {reasonOf(sheet.query.error)}
      </Empty>
    );
  const field = (name: string) => line.fields.find((f) => f.name === name);
  const add = () => {
    setOpen(sheet.add());
    focusLater.current = { row: sheet.rows.length, column: productColumn };
  };
  const down = (event: KeyboardEvent<HTMLTableRowElement>, row: Row, index: number) => {
    const target = event.target as HTMLElement;
    if (
      event.key !== 'Enter' ||
      event.nativeEvent.isComposing ||
      target.getAttribute('aria-expanded') === 'true' ||
      target.closest('button')
    )
      return;
    event.preventDefault();
    const column = Math.max(0, inputsOf(body.current, index).indexOf(target));
    const isLast = index === sheet.rows.length - 1;
    void sheet.save(row);
    if (isLast) add();
    else {
      setOpen(sheet.rows[index + 1]?.key ?? null);
      focusLater.current = { row: index + 1, column };
    }
    if (!isLast) inputsOf(body.current, index + 1)[column]?.focus();
  };
  const left = (event: FocusEvent<HTMLTableRowElement>, row: Row) => {
    // A list of products opens outside the row: whoever is in it has not left.
    if (
      event.relatedTarget instanceof Node &&
      (event.currentTarget.contains(event.relatedTarget) ||
        (event.relatedTarget as Element).closest?.('.ant-select-dropdown, [role=dialog]'))
    )
      return;
    void sheet.save(row);
  };
  // What was begun and never saved is no line of a quote that is closed.
  const rows = isOpen ? sheet.rows : sheet.rows.filter((row) => row.saved);
  const unsaved = rows.filter((row) => row.saved && Object.keys(row.draft).length > 0).length;
  return (
    <section className={styles.sheet} aria-label={t('quotes.lines')}>
      {rows.length === 0 ? (
        <Empty title={t('quotes.empty')} action={isOpen && <AddButton add={add} />}>
          {t('quotes.emptyHint')}
        </Empty>
      ) : (
        <>
          <Scroller>
            <table className={styles.grid}>
              <thead>
                <tr>
                  <th scope="col">{field('product')?.label}</th>
                  <th scope="col">{t('quotes.item')}</th>
                  <th scope="col" className={styles.number}>
                    {field('quantity')?.label}
                  </th>
                  <th scope="col">{field('unit')?.label}</th>
                  {numbers.slice(1).map((name) => (
                    <th
                      key={name}
                      scope="col"
                      className={styles.number}
                      title={name === 'discount' ? field(name)?.help : undefined}
                    >
                      {field(name)?.label}
                    </th>
                  ))}
                  <th scope="col" className={styles.number}>
                    {field('amount')?.label}
                  </th>
                  <th scope="col" className={styles.section}>
                    {t('quotes.section')}
                  </th>
                  {isOpen && (
                    <th>
                      <span className="srOnly">{t('quotes.remove')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody ref={body}>
                {rows.map((row, index) =>
                  isNarrow && open !== row.key ? (
                    <tr key={row.key} data-part={Boolean(row.saved?.kit_line) || undefined}>
                      <td colSpan={10} className={styles.folded}>
                        <button
                          type="button"
                          className={briefStyles.open}
                          aria-expanded={false}
                          aria-label={t('child.open', {
                            line: lineTitle(briefFields(line.fields), valuesOf(row)) ?? t('child.unnamed'),
                          })}
                          onClick={(event) => {
                            if (isByKey(event)) focusLater.current = { row: index, column: productColumn };
                            setOpen(row.key);
                          }}
                        >
                          <LineBrief fields={briefFields(line.fields)} row={inBrief(row, line.fields, currency)} />
                          <ChevronRight size={16} aria-hidden="true" />
                        </button>
                      </td>
                    </tr>
                  ) : (
                    <tr
                      key={row.key}
                      data-part={Boolean(row.saved?.kit_line) || undefined}
                      onKeyDownCapture={(event) => {
                        const past = pastClearing(event);
                        if (past) {
                          event.preventDefault();
                          return past.focus();
                        }
                        // A closed list would open at the same Enter that leaves it.
                        if ((event.target as HTMLElement).role !== 'combobox') return;
                        down(event, row, index);
                        if (event.defaultPrevented) event.stopPropagation();
                      }}
                      onKeyDown={(event) => down(event, row, index)}
                      onBlur={(event) => left(event, row)}
                    >
                      <Cells
                        row={row}
                        fields={line.fields}
                        isOpen={isOpen && !row.saved?.kit_line}
                        currency={currency}
                        sheet={sheet}
                      />
                      {(isOpen || isNarrow) && (
                        <td className={styles.lineTools}>
                          {isNarrow && (
                            <Button
                              type="text"
                              size="small"
                              onClick={() => {
                                void sheet.save(row);
                                setOpen(null);
                              }}
                            >
                              {t('child.fold')}
                            </Button>
                          )}
                          {isOpen && (
                            <Button
                              type="text"
                              size="small"
                              aria-label={t('quotes.remove')}
                              icon={<Trash2 size={14} />}
                              onClick={() => void sheet.remove(row).then(() => focusIn(body, Math.min(index, rows.length - 2)))}
                            />
                          )}
                        </td>
                      )}
                    </tr>
                  ),
                )}
              </tbody>
            </table>
          </Scroller>
          <div className={styles.foot}>
            <div>
              {isOpen && <AddButton add={add} />}
              {isOpen && (
                <p className={styles.hint}>
                  {unsaved > 0 ? t('quotes.unsaved', { count: unsaved }) : t(isNarrow ? 'quotes.hintPhone' : 'quotes.hint')}
                </p>
              )}
            </div>
            <QuoteTotals lines={rows.map(valuesOf)} currency={currency} deal={deal} />
          </div>
        </>
      )}
    </section>
  );
}

function AddButton({ add }: { add(): void }) {
  const t = useText();
  return (
    <Button icon={<Plus size={14} />} onClick={add}>
      {t('quotes.add')}
    </Button>
  );
}

interface CellsProps {
  row: Row;
  fields: readonly FieldMeta[];
  isOpen: boolean;
  currency: string;
  sheet: ReturnType<typeof useQuoteLines>;
}

function Cells({ row, fields, isOpen, currency, sheet }: CellsProps) {
  const t = useText();
  const field = (name: string) => fields.find((f) => f.name === name);
  const product = field('product');
  const ProductInput = product && kindOf(product).Input;
  const words = (name: string) =>
    isOpen ? (
      <Input
        aria-label={field(name)?.label}
        title={String(cell(row, name) ?? '')}
        variant="borderless"
        value={String(cell(row, name) ?? '')}
        maxLength={field(name)?.max}
        onChange={(event) => sheet.write(row.key, { [name]: event.target.value })}
      />
    ) : (
      String(cell(row, name) ?? '')
    );
  const number = (name: (typeof numbers)[number]) => {
    const value = cell(row, name);
    if (!isOpen)
      return name === 'tax_rate' && row.saved?.tax_exempt
        ? t('quotes.exempt')
        : typeof value === 'number'
          ? value.toLocaleString(undefined, name === 'price' ? { minimumFractionDigits: 2 } : undefined)
          : '';
    return (
      <InputNumber<number>
        aria-label={field(name)?.label}
        variant="borderless"
        controls={false}
        className={styles.input}
        value={typeof value === 'number' ? value : null}
        min={field(name)?.min}
        max={field(name)?.max}
        precision={name === 'quantity' ? undefined : 2}
        formatter={groupedNumber}
        // Null empties the input; its types know numbers only.
        parser={(typed) => readNumber(typed ?? '') as number}
        onChange={(next) => sheet.write(row.key, { [name]: next })}
      />
    );
  };
  const link = cell(row, 'product');
  return (
    <>
      <td className={styles.product} data-label={product?.label}>
        {isOpen && ProductInput ? (
          <ProductInput
            field={product}
            value={kindOf(product).parse(link, product) as never}
            record={valuesOf(row)}
            inCell
            atRest
            onChange={(next) => void sheet.choose(row, next)}
          />
        ) : link && typeof link === 'object' && 'name' in link ? (
          String(link.name)
        ) : (
          ''
        )}
      </td>
      <td className={styles.item} data-label={t('quotes.item')}>
        {words('description')}
      </td>
      <td className={styles.number} data-label={field('quantity')?.label}>
        {number('quantity')}
      </td>
      <td className={styles.unit} data-label={field('unit')?.label}>
        {words('unit')}
      </td>
      {row.saved?.kit_line ? (
        <td colSpan={4} className={styles.number}>
          {t('quotes.included')}
        </td>
      ) : (
        <>
          <td
            className={`${styles.number} ${styles.price}`}
            data-label={field('price')?.label}
            title={String(row.saved?.price_source ?? '')}
          >
            {number('price')}
          </td>
          <td className={styles.number} data-label={field('discount')?.label}>
            {number('discount')}
          </td>
          <td className={styles.number} data-label={field('tax_rate')?.label}>
            {number('tax_rate')}
          </td>
          <td className={styles.number} data-label={field('amount')?.label}>
            {row.saved?.over_limit === true && (
              <span role="img" aria-label={t('quotes.over')} title={t('quotes.over')} className={styles.over}>
                <TriangleAlert size={14} />
              </span>
            )}
            {formatMoney(shown(amountsOf(valuesOf(row)).amount), currency)}
          </td>
        </>
      )}
      <td className={styles.section} data-label={t('quotes.section')}>
        {words('section')}
      </td>
    </>
  );
}

const briefly = ['product', 'description', 'quantity', 'price', 'discount', 'amount'];

function briefFields(fields: readonly FieldMeta[]): FieldMeta[] {
  return briefly.flatMap((name) => fields.find((f) => f.name === name) ?? []);
}

/** A line with what it comes to as it stands. */
function inBrief(row: Row, fields: readonly FieldMeta[], currency: string): Record<string, unknown> {
  const values = { ...valuesOf(row), amount: row.saved?.kit_line ? null : shown(amountsOf(valuesOf(row)).amount) };
  return inCurrency(fields, row.saved?.kit_line ? { ...values, price: null } : values, currency);
}

/** What can be typed into, in a row, from left to right. */
function inputsOf(body: HTMLTableSectionElement | null, row: number): HTMLElement[] {
  return [...(body?.rows[row]?.querySelectorAll<HTMLElement>('input') ?? [])];
}
