/* The mock's records: made once with a fixed seed, so that screenshots repeat. */
export type Row = { id: string; version: number; [field: string]: unknown };
export const tables = new Map<string, Map<string, Row>>();
export const history = new Map<string, { seq: number; at: string; actor: unknown; kind: string; changes: unknown[] }[]>();

let seed = 20_261_122;
function random(): number {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return seed / 4_294_967_296;
}
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

let counter = 0;
export function newId(): string {
  counter++;
  return `0198c1d2-${String(counter % 10_000).padStart(4, '0')}-7000-8000-${String(counter).padStart(12, '0')}`;
}

export function add(object: string, values: Record<string, unknown>): Row {
  const row: Row = {
    id: newId(),
    version: 1,
    created_at: new Date(Date.now() - Math.floor(random() * 9e9)).toISOString(),
    updated_at: new Date().toISOString(),
    ...values,
  };
  if (!tables.has(object)) tables.set(object, new Map());
  tables.get(object)?.set(row.id, row);
  return row;
}

const departments = ['华东销售部', '华南销售部', '华北销售部'].map((name) => add('department', { name }));
const users = ['王思远', '李若彤', '陈嘉禾', '赵一鸣', '周沐阳', '林清越'].map((name, i) =>
  add('user', { name, login: `user${i}`, department: departments[i % 3]?.id }),
);
export const me = users[0] as Row;
const stages = (
  [
    ['线索', 'open', 10, 'gray'],
    ['初访', 'open', 25, 'blue'],
    ['方案', 'open', 45, 'indigo'],
    ['报价', 'open', 60, 'violet'],
    ['合同', 'open', 80, 'amber'],
    ['赢单', 'won', 100, 'green'],
    ['输单', 'lost', 0, 'red'],
  ] as const
).map(([name, type, probability, color], position) =>
  add('stage', { name, type, probability, color, position, rotting_days: 14 }),
);
const products = ['GTX 基础版', 'GTX 专业版', 'MG 标准版', 'GTK 500'].map((name, i) =>
  add('product', { name, series: name.slice(0, 3), price: 5500 * (i + 1), active: i !== 2 }),
);
const cities = [
  ['上海市', '上海市', '浦东新区'],
  ['广东省', '深圳市', '南山区'],
  ['浙江省', '杭州市', '西湖区'],
  ['北京市', '北京市', '海淀区'],
  ['四川省', '成都市', '高新区'],
];
const heads = [
  '华信',
  '蓝海',
  '远景',
  '中科',
  '鼎盛',
  '云帆',
  '恒达',
  '新宇',
  '博远',
  '天成',
  '瑞丰',
  '金石',
  '华为',
  '海纳',
  '宏图',
];
const tails = [
  '科技有限公司',
  '智能制造有限公司',
  '医疗器械股份有限公司',
  '供应链管理有限公司',
  '教育咨询有限公司',
  '新能源有限公司',
];
const owned = () => {
  const u = pick(users);
  return { owner: u.id, department: u.department, created_by: me.id };
};

const accounts = Array.from({ length: 120 }, () => {
  const [province, city, district] = pick(cities);
  return add('account', {
    name: `${city?.replace('市', '')}${pick(heads)}${pick(tails)}`,
    industry: pick(['manufacturing', 'software', 'retail', 'finance', 'medical', 'education']),
    level: pick(['A', 'B', 'B', 'C']),
    phone: `+86138${Math.floor(1e7 + random() * 8.9e7)}`,
    website: 'https://example.com',
    address: { province, city, district, street: `科技路 ${Math.floor(random() * 300)} 号` },
    employees: Math.floor(random() * 3000),
    lifecycle: pick(['nurture', 'decide', 'sign']),
    tax_number: '9131****8X2Q',
    ...owned(),
  });
});
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const person = () =>
  `${pick([...surnames])}${pick(['伟', '芳', '娜', '敏', '静', '磊', '洋', '婷', '子涵', '浩然', '雨桐', '思齐'])}`;
for (let i = 0; i < 200; i++)
  add('contact', {
    name: person(),
    account: pick(accounts).id,
    role: pick(['decider', 'buyer', 'user', 'coach']),
    phone: `+86139${Math.floor(1e7 + random() * 8.9e7)}`,
    email: `c${i}@example.com`,
    birthday: '1988-04-12',
    ...owned(),
  });
for (let i = 0; i < 300; i++)
  add('lead', {
    name: person(),
    company: `${pick(heads)}${pick(tails)}`,
    phone: `+86137${Math.floor(1e7 + random() * 8.9e7)}`,
    email: `l${i}@example.com`,
    status: pick(['new', 'working', 'converted', 'dropped']),
    source: pick(['web', 'expo', 'ad']),
    score: Math.ceil(random() * 5),
    ...owned(),
  });
for (let i = 0; i < 900; i++) {
  const account = pick(accounts);
  const stage = pick([...stages, stages[5], stages[5], stages[6]]) as Row;
  const amount = Math.round(random() ** 3 * 800 + 8) * 1000;
  const deal = add('opportunity', {
    name: `${String(account.name).replace(/(股份)?有限公司/, '')} · ${pick(['年度采购', '系统升级', '扩容项目', '新产线', '续约'])}`,
    account: account.id,
    amount,
    amount_currency: 'CNY',
    stage: stage.id,
    probability: stage.probability,
    close_date: day(Math.floor(random() * 160 - 80)),
    engage_date: day(-Math.floor(random() * 200)),
    product: pick(products).id,
    source: pick(['web', 'expo', 'referral', 'cold']),
    loss_reason: stage.type === 'lost' ? pick(['price', 'competitor', 'budget', 'timing', 'no_reply', 'features']) : null,
    tags: random() > 0.6 ? [pick(['重点', '央企', '续约', '加急'])] : [],
    next_step:
      stage.type === 'open' && random() > 0.3 ? pick(['确认报价', '约技术交流', '寄送样机', '等待法务回复', '准备标书']) : null,
    score: Math.ceil(random() * 5),
    number: `SJ-2026-${String(i + 1).padStart(4, '0')}`,
    weighted: Math.round((amount * Number(stage.probability)) / 100),
    files: null,
    note: null,
    ...owned(),
  });
  if (i % 3 === 0)
    add('activity', {
      subject: pick(['电话沟通需求', '上门拜访', '方案汇报会', '发送报价单']),
      type: pick(['call', 'visit', 'meeting', 'email', 'note']),
      content: '客户认可方案，关注交付周期与售后响应，约定下周确认预算。',
      happened_at: new Date(Date.now() - random() * 6e9).toISOString(),
      opportunity: deal.id,
      account: account.id,
      ...owned(),
    });
}
for (let i = 0; i < 24; i++)
  add('task', {
    subject: pick(['回访客户', '准备合同', '提交周报', '整理方案']),
    due: day(i - 8),
    done: i % 3 === 0,
    ...owned(),
  });
