import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, InputNumber, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { type Measure, planTargets, type TargetPlan, useKeepTargets } from '../api/forecast.ts';
import { listRecords } from '../api/records.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { formatMoney, formatMoneyShort, formatMonthName, formatNumber, todayIn } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { groupedNumber } from '../records/kinds/shared/groupedNumber.ts';
import { readNumber } from '../records/kinds/shared/readNumber.ts';
import { ManySelect } from '../ui/ManySelect.tsx';
import { tellDone } from '../ui/toast.ts';
import styles from './SpreadDialog.module.css';

const measures: readonly Measure[] = ['won', 'contracted', 'received'];

/** A year's target over months and people: worked out, put right by hand, kept. */
export function SpreadDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  const { company, definitions } = useWorkspace();
  const [year, setYear] = useState(Number(todayIn(company.timezone).slice(0, 4)));
  const [measure, setMeasure] = useState<Measure>('won');
  const [amount, setAmount] = useState<number | null>(null);
  const [people, setPeople] = useState<string[]>([]);
  const [department, setDepartment] = useState<string>();
  const [by, setBy] = useState<'equal' | 'last_year'>('equal');
  const [plan, setPlan] = useState<TargetPlan>();
  const [failure, setFailure] = useState<unknown>();
  const [also, setAlso] = useState({ department: false, company: false });
  const keep = useKeepTargets();
  const users = usePeople();
  const departments = useDepartments();
  const chosen = departments.find((d) => d.id === department);
  const setsForAll = definitions.find('sales_target')?.can.transfer === true;
  const calculate = async () => {
    setFailure(undefined);
    try {
      setPlan(await planTargets({ year, measure, amount: amount ?? 0, people, by }));
    } catch (error) {
      setFailure(error);
    }
  };
  const choose = (id: string | undefined) => {
    setDepartment(id);
    const path = departments.find((d) => d.id === id)?.path;
    if (path) setPeople(users.filter((u) => u.path === path || u.path?.startsWith(`${path}/`)).map((u) => u.id));
  };
  const save = () =>
    plan &&
    keep.mutate(
      {
        year: plan.year,
        measure,
        rows: plan.rows.map((row) => ({ person: row.person, months: row.months })),
        department: also.department && department ? department : null,
        company: also.company,
      },
      {
        onSuccess: (done) => {
          tellDone(t('spread.kept', { made: done.made, changed: done.changed }));
          onClose();
        },
        onError: setFailure,
      },
    );
  return (
    <Modal
      open
      width={plan ? 1400 : 560}
      title={t('spread.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="plan"
          type={plan ? 'default' : 'primary'}
          disabled={!amount || people.length === 0}
          onClick={() => void calculate()}
        >
          {t('spread.calculate')}
        </Button>,
        <Button key="keep" type={plan ? 'primary' : 'default'} disabled={!plan} loading={keep.isPending} onClick={save}>
          {t('spread.keep')}
        </Button>,
      ]}
    >
      <div className={styles.form}>
        <Field label={t('spread.year')}>
          <InputNumber<number> min={2000} max={2100} value={year} onChange={(next) => next && setYear(next)} />
        </Field>
        <Field label={t('spread.measure')}>
          <Select
            aria-label={t('spread.measure')}
            value={measure}
            options={measures.map((value) => ({ value, label: t(`board.${value}`) }))}
            onChange={setMeasure}
          />
        </Field>
        <Field label={t('spread.amount')}>
          <InputNumber<number>
            min={0}
            max={1e12}
            value={amount}
            formatter={groupedNumber}
            parser={(typed) => readNumber(typed ?? '') as number}
            onChange={setAmount}
            style={{ width: 180 }}
          />
        </Field>
        <Field label={t('spread.by')}>
          <Segmented
            aria-label={t('spread.by')}
            value={by}
            options={[
              { value: 'equal', label: t('spread.equal') },
              { value: 'last_year', label: t('spread.lastYear') },
            ]}
            onChange={setBy}
          />
        </Field>
        {departments.length > 0 && (
          <Field label={definitions.find('department')?.label ?? ''}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={definitions.find('department')?.label}
              value={department}
              options={departments.map((d) => ({ value: d.id, label: d.path }))}
              onChange={choose}
              style={{ minWidth: 180 }}
            />
          </Field>
        )}
        <Field label={t('spread.people')} wide>
          <ManySelect
            aria-label={t('spread.people')}
            placeholder={t('spread.peoplePlaceholder')}
            value={people}
            options={users.map((u) => ({ value: u.id, label: u.name }))}
            onChange={setPeople}
            style={{ width: '100%' }}
          />
        </Field>
      </div>
      {failure !== undefined && (
        <p className={styles.error} role="alert">
          {reasonOf(failure)}
        </p>
      )}
      {plan && (
        <>
          {by === 'last_year' && !plan.like_last_year && <p className={styles.note}>{t('spread.noLastYear')}</p>}
          <PlanTable plan={plan} onChange={setPlan} />
          <div className={styles.also}>
            {chosen && (
              <Checkbox checked={also.department} onChange={(e) => setAlso({ ...also, department: e.target.checked })}>
                {t('spread.alsoDepartment', { name: chosen.path })}
              </Checkbox>
            )}
            {setsForAll && (
              <Checkbox checked={also.company} onChange={(e) => setAlso({ ...also, company: e.target.checked })}>
                {t('spread.alsoCompany')}
              </Checkbox>
            )}
          </div>
        </>
      )}
    </Modal>
  );
}

function Field({ label, wide, children }: { label: string; wide?: boolean; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is a child
    <label className={wide ? styles.wide : styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}

/** Every person's months; what is changed by hand is kept as it is, and the difference is said. */
function PlanTable({ plan, onChange }: { plan: TargetPlan; onChange(next: TargetPlan): void }) {
  const t = useText();
  const { company } = useWorkspace();
  const total = plan.rows.reduce((sum, row) => sum + row.months.reduce((a, b) => a + b, 0), 0);
  const replaced = plan.rows.reduce((n, row) => n + row.present.filter((p, i) => p !== null && p !== row.months[i]).length, 0);
  const set = (person: string, month: number, value: number) =>
    onChange({
      ...plan,
      rows: plan.rows.map((row) =>
        row.person === person ? { ...row, months: row.months.map((m, i) => (i === month ? value : m)) } : row,
      ),
    });
  const columns = Array.from({ length: 12 }, (_, month) => month);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} aria-label={t('spread.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('spread.person')}</th>
              {columns.map((month) => (
                <th key={month} scope="col">
                  {formatMonthName(month)}
                </th>
              ))}
              <th scope="col">{t('spread.total')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row) => (
              <tr key={row.person}>
                <th scope="row">{row.name}</th>
                {columns.map((month) => (
                  <td key={month}>
                    <InputNumber<number>
                      size="small"
                      controls={false}
                      min={0}
                      aria-label={t('spread.cell', { name: row.name ?? '', month: month + 1 })}
                      value={row.months[month]}
                      formatter={groupedNumber}
                      parser={(typed) => readNumber(typed ?? '') as number}
                      onChange={(value) => set(row.person, month, value ?? 0)}
                    />
                  </td>
                ))}
                <td>
                  {formatMoneyShort(
                    row.months.reduce((a, b) => a + b, 0),
                    company.currency,
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.note} aria-live="polite">
        {t('spread.total')} {formatMoney(total, company.currency)}
        {Math.abs(total - plan.amount) >= 0.005 &&
          ` · ${t('spread.differs', { amount: formatMoney(total - plan.amount, company.currency) })}`}
        {replaced > 0 && ` · ${t('spread.replaces', { count: formatNumber(replaced) })}`}
      </p>
    </>
  );
}

interface Person {
  id: string;
  name: string;
  path: string | undefined;
}

function usePeople(): readonly Person[] {
  const query = useQuery({
    queryKey: ['records', 'user', 'list', 'spread'],
    queryFn: ({ signal }) =>
      listRecords(
        'user',
        { filter: 'active eq true', select: ['id', 'name'], expand: 'department($select=id,path)', orderby: 'name', top: 1000 },
        signal,
      ),
    staleTime: 60_000,
  });
  return (query.data?.value ?? []).map((u) => ({
    id: u.id,
    name: String(u.name),
    path: (u.department as { path?: string } | null)?.path,
  }));
}

function useDepartments(): readonly { id: string; path: string }[] {
  const { definitions } = useWorkspace();
  const query = useQuery({
    queryKey: ['records', 'department', 'list', 'spread'],
    queryFn: ({ signal }) => listRecords('department', { select: ['id', 'path'], orderby: 'path', top: 1000 }, signal),
    enabled: definitions.find('department') !== undefined,
    staleTime: 60_000,
  });
  return (query.data?.value ?? []).map((d) => ({ id: d.id, path: String(d.path) }));
}
