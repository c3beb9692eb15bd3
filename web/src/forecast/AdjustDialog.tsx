import { Button, Input, InputNumber, Modal, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { type ForecastRow, useAdjust, useWords } from '../api/forecast.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatAgo, formatDateTime, formatMoney, formatMoneyShort, formatMonth } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { readNumber } from '../records/kinds/shared/readNumber.ts';
import { Badge } from '../ui/Badge.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { tellDone } from '../ui/toast.ts';
import styles from './AdjustDialog.module.css';
import { amountOf, type Category, type Counting, categories, floorOf } from './numbers.ts';
import { rowName } from './rowName.ts';

interface AdjustDialogProps {
  row: ForecastRow;
  category: Category;
  counting: Counting;
  today: string;
  onClose(): void;
}

/** Says what a number will be, why, and shows who said what before. */
export function AdjustDialog({ row, category: first, counting: view, today, onClose }: AdjustDialogProps) {
  const t = useText();
  const id = useId();
  const { company, user } = useWorkspace();
  const current = row.months.find((m) => m.month.slice(0, 7) === today.slice(0, 7)) ?? row.months[0];
  const [month, setMonth] = useState(current?.month ?? '');
  const [category, setCategory] = useState<Category>(first);
  const [counting, setCounting] = useState<Counting>(view);
  const [amount, setAmount] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const words = useWords(row, month, category);
  const adjust = useAdjust();
  const numbers = row.months.find((m) => m.month === month);
  const mine = words.data?.value.find((word) => idOf(word.author) === user.id);
  const counts = row.adjustments.find((a) => a.counts && a.said.month === month && a.said.category === category);
  const floor = numbers && counting === 'cumulative' ? floorOf(numbers.effective, category) : 0;
  const say = (value: number | null) =>
    adjust.mutate(
      {
        level: row.kind,
        ...(row.kind === 'person' ? { owner: row.id } : row.kind === 'department' ? { department: row.id } : {}),
        month,
        category,
        counting,
        amount: value,
        note: note.trim() || null,
        replaces: mine?.id ?? null,
      },
      {
        onSuccess: () => {
          tellDone(t(value === null ? 'adjust.takenBack' : 'adjust.saved'));
          onClose();
        },
        onError: () => void words.refetch(),
      },
    );
  return (
    <Modal
      open
      title={t('adjust.title', { name: rowName(row) })}
      onCancel={onClose}
      footer={[
        mine && mine.amount !== null && mine.amount !== undefined && (
          <Button key="back" disabled={adjust.isPending} onClick={() => say(null)}>
            {t('adjust.takeBack')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={adjust.isPending} disabled={amount === null} onClick={() => say(amount)}>
          {t('adjust.save')}
        </Button>,
      ]}
    >
      <div className={styles.form}>
        {row.months.length > 1 && <p className={styles.rule}>{t('adjust.byMonth')}</p>}
        <div className={styles.choices}>
          {row.months.length > 1 && (
            <Select
              aria-label={t('adjust.month')}
              value={month}
              options={row.months.map((m) => ({
                value: m.month,
                label: `${formatMonth(m.month)} · ${formatMoneyShort(amountOf(m.effective, category, counting), company.currency)}`,
              }))}
              onChange={setMonth}
            />
          )}
          <Select
            aria-label={t('adjust.category')}
            value={category}
            options={categories.map((value) => ({ value, label: t(`forecast.${value}`) }))}
            onChange={setCategory}
          />
          <Segmented
            aria-label={t('forecast.counting')}
            value={counting}
            options={(['cumulative', 'single'] as const).map((value) => ({ value, label: t(`forecast.counting.${value}`) }))}
            onChange={setCounting}
          />
        </div>
        {numbers && (
          <p className={styles.computed}>
            {t('adjust.computed')}
            <strong>{formatMoney(amountOf(numbers.computed, category, counting), company.currency)}</strong>
          </p>
        )}
        <label className={styles.field} htmlFor={`${id}-amount`}>
          <span>{t('adjust.amount')}</span>
          <InputNumber<number>
            id={`${id}-amount`}
            autoFocus
            min={0}
            max={1e12}
            precision={2}
            value={amount}
            placeholder={numbers ? String(amountOf(numbers.effective, category, counting)) : undefined}
            parser={(typed) => readNumber(typed ?? '') as number}
            onChange={setAmount}
            style={{ width: '100%' }}
            onPressEnter={() => amount !== null && say(amount)}
          />
        </label>
        {amount !== null && amount < floor && (
          <p className={styles.floored} role="status">
            {t('adjust.floored', { amount: formatMoney(floor, company.currency) })}
          </p>
        )}
        <label className={styles.field} htmlFor={`${id}-note`}>
          <span>{t('adjust.note')}</span>
          <Input.TextArea
            id={`${id}-note`}
            rows={2}
            maxLength={255}
            value={note}
            placeholder={t('adjust.notePlaceholder')}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {adjust.isError && (
          <p className={styles.error} role="alert">
            {reasonOf(adjust.error)}
          </p>
        )}
        <section>
          <h3>{t('adjust.history')}</h3>
          <p className={styles.rule}>{t('adjust.rule')}</p>
          {words.isPending ? (
            <Skeleton rows={2} />
          ) : (words.data?.value.length ?? 0) === 0 ? (
            <p className={styles.rule}>{t('adjust.none')}</p>
          ) : (
            <ol className={styles.words}>
              {words.data?.value.map((word) => (
                <li key={word.id}>
                  <span>
                    <strong>{nameOf(word.author) ?? t('adjust.nobody')}</strong>{' '}
                    {typeof word.amount === 'number'
                      ? `${formatMoney(word.amount, company.currency)} · ${t(`forecast.counting.${word.counting === 'single' ? 'single' : 'cumulative'}`)}`
                      : t('adjust.back')}
                    {counts?.said.id === word.id && (
                      <Badge plain color="teal">
                        {t('adjust.counts')}
                      </Badge>
                    )}
                  </span>
                  {typeof word.deals_amount === 'number' && (
                    <small>{t('adjust.dealsThen', { amount: formatMoney(word.deals_amount, company.currency) })}</small>
                  )}
                  {typeof word.note === 'string' && <q>{word.note}</q>}
                  <small title={formatDateTime(String(word.made_at))}>{formatAgo(String(word.made_at))}</small>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </Modal>
  );
}

function idOf(link: unknown): string | undefined {
  return typeof link === 'string' ? link : (link as { id?: string } | null)?.id;
}

function nameOf(link: unknown): string | undefined {
  return (link as { name?: string } | null)?.name;
}
