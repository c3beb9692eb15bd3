import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { addRate, companyKeys, readRates, removeCompanyRecord } from '../../api/company.ts';
import { ApiError } from '../../api/http.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { formatDate } from '../../i18n/format.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { currencies } from '../../i18n/world.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { tellError } from '../../ui/toast.ts';
import admin from '../shared/Admin.module.css';
import { Row } from '../shared/Row.tsx';
import styles from './Company.module.css';

/** What Chinese companies trade in most, offered first. */
const common = ['USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD', 'AUD', 'KRW'];

/** What currencies were worth, each from a day on. */
export function Rates() {
  const t = useText();
  const client = useQueryClient();
  const { company } = useWorkspace();
  const rates = useQuery({ queryKey: companyKeys.rates, queryFn: ({ signal }) => readRates(signal) });
  const [currency, setCurrency] = useState<string>();
  const offered = useMemo(() => {
    const all = currencies().filter((c) => c.value !== company.currency);
    return [...all.filter((c) => common.includes(c.value)), ...all.filter((c) => !common.includes(c.value))];
  }, [company.currency]);
  const [date, setDate] = useState<Dayjs | null>(dayjs());
  const [rate, setRate] = useState<number | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const refresh = () => client.invalidateQueries({ queryKey: companyKeys.rates });
  const add = async () => {
    setProblems({});
    try {
      await addRate({ currency: currency ?? '', date: date?.format('YYYY-MM-DD') ?? '', rate: rate ?? 0 });
      setRate(null);
      await refresh();
    } catch (error) {
      const details = error instanceof ApiError ? error.details : [];
      setProblems(
        details.length > 0 ? Object.fromEntries(details.map((d) => [d.target ?? '', d.message ?? ''])) : { '': reasonOf(error) },
      );
    }
  };
  const remove = (id: string) =>
    removeCompanyRecord('currency_rate', id).then(refresh, (error: unknown) => tellError(reasonOf(error)));
  if (rates.isError) return <p className={admin.error}>{reasonOf(rates.error)}</p>;
  if (!rates.data) return <Skeleton rows={5} />;
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('rates.hint', { currency: company.currency })}</p>
      <form
        className={styles.rateForm}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Row label={t('rates.currency')} problem={problems.currency}>
          {(id) => (
            <Select
              id={id}
              value={currency}
              options={offered}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setCurrency}
            />
          )}
        </Row>
        <Row label={t('rates.from')} problem={problems.date}>
          {(id) => <DatePicker id={id} value={date} allowClear={false} onChange={setDate} style={{ width: '100%' }} />}
        </Row>
        <Row label={t('rates.rate', { currency: company.currency })} problem={problems.rate ?? problems['']}>
          {(id) => <InputNumber id={id} value={rate} min={0} style={{ width: '100%' }} onChange={setRate} />}
        </Row>
        <Button htmlType="submit" type="primary" icon={<Plus size={16} />} disabled={!currency || !rate}>
          {t('rates.add')}
        </Button>
      </form>
      {rates.data.length === 0 ? (
        <Empty title={t('rates.none')}>{t('rates.noneHint')}</Empty>
      ) : (
        <table className={admin.table}>
          <thead>
            <tr>
              <th>{t('rates.currency')}</th>
              <th>{t('rates.from')}</th>
              <th className={admin.number}>{t('rates.rate', { currency: company.currency })}</th>
              <th>
                <span className="srOnly">{t('common.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.data.map((r, index) => {
              const first = rates.data[index - 1]?.currency !== r.currency;
              return (
                <tr key={r.id}>
                  <td>{first ? <strong>{r.currency}</strong> : ''}</td>
                  <td className={first ? undefined : admin.soft}>
                    {formatDate(r.date)} {first && <span className={admin.chip}>{t('rates.now')}</span>}
                  </td>
                  <td className={admin.number}>{r.rate}</td>
                  <td className={admin.number}>
                    <Button
                      type="text"
                      size="small"
                      aria-label={t('rates.remove', { currency: r.currency, date: r.date })}
                      icon={<Trash2 size={14} />}
                      onClick={() => void remove(r.id)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
