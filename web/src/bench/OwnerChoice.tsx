import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { BenchOwner } from '../api/bench.ts';
import { listRecords } from '../api/records.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { currentLanguage, useText } from '../i18n/text.ts';
import { recordKeys } from '../records/recordCache.ts';

const own = 'mine';
const everybody = 'everybody';

/** Whose cards one arranges; only those who may set defaults have a choice. */
export function OwnerChoice({ owner, onChange }: { owner: BenchOwner; onChange(owner: BenchOwner): void }) {
  const t = useText();
  const definitions = useDefinitions();
  const may = definitions.field('work_bench', 'shared')?.editable === true && definitions.find('role') !== undefined;
  const query = { select: ['id', 'label_zh', 'label_en'], orderby: 'name', top: 100 };
  const roles = useQuery({
    queryKey: recordKeys.apply('role', 'labels'),
    queryFn: ({ signal }) => listRecords('role', query, signal),
    enabled: may,
  });
  if (!may) return null;
  const labelOf = (role: Record<string, unknown>) =>
    String((currentLanguage() === 'en' && role.label_en) || role.label_zh || role.label_en || '');
  return (
    <Select
      aria-label={t('bench.whose')}
      style={{ minWidth: 200 }}
      value={owner.shared ? (owner.role ?? everybody) : own}
      options={[
        { value: own, label: t('bench.mine') },
        ...(roles.data?.value ?? []).map((role) => ({ value: role.id, label: t('bench.roleDefault', { role: labelOf(role) }) })),
        { value: everybody, label: t('bench.everybody') },
      ]}
      onChange={(value: string) => onChange({ shared: value !== own, role: value === own || value === everybody ? null : value })}
    />
  );
}
