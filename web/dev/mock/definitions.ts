/* The definitions of the development mock: a small sales company, in both languages. Never part of the product. */
type Text = string;
const colors = ['teal', 'blue', 'amber', 'violet', 'green', 'pink', 'orange', 'gray', 'red'];

interface Extra {
  [key: string]: unknown;
}

/** A label is written `中文|English`. */
function f(name: string, type: string, label: Text, extra: Extra = {}) {
  return {
    name,
    type,
    label,
    editable: !extra.system,
    sortable: type !== 'json',
    filterable: true,
    groupable: ['select', 'lookup', 'user'].includes(type),
    ...extra,
  };
}

function opts(...pairs: string[]) {
  return pairs.map((pair, i) => {
    const [value, label, color] = pair.split(':');
    return { value, label, color: color ?? colors[i % colors.length] };
  });
}

const system = [
  f('owner', 'user', '负责人|Owner', { object: 'user' }),
  f('department', 'department', '所属部门|Department', { object: 'department' }),
  f('created_at', 'datetime', '创建时间|Created', { system: true }),
  f('created_by', 'user', '创建人|Created by', { system: true, object: 'user' }),
  f('updated_at', 'datetime', '更新时间|Updated', { system: true }),
];

const all = { create: true, edit: true, delete: true, import: true, export: true, massEdit: true, transfer: true };

function object(name: string, label: Text, plural: Text, icon: string, fields: unknown[], rest: Extra = {}) {
  return {
    name,
    label,
    plural,
    icon,
    nameField: 'name',
    owned: true,
    can: all,
    validations: [],
    actions: [],
    fields: [...fields, ...system],
    layout: {
      headline: [],
      sections: [{ label: '基本信息|Details', columns: 2, fields: fields.map((x) => (x as { name: string }).name) }],
      related: [],
    },
    views: [
      {
        name: 'all',
        label: '全部|All',
        kind: 'table',
        columns: (fields as { name: string }[]).slice(0, 6).map((x) => x.name),
        orderBy: ['-created_at'],
      },
    ],
    ...rest,
  };
}

const industry = opts(
  'manufacturing:制造业|Manufacturing',
  'software:软件与互联网|Software',
  'retail:零售|Retail',
  'finance:金融|Finance',
  'medical:医疗|Medical',
  'education:教育|Education',
);
const lossReasons = opts(
  'price:价格过高|Price',
  'competitor:选择竞品|Competitor',
  'budget:预算取消|Budget cut',
  'timing:时机不对|Timing',
  'no_reply:客户失联|No reply',
  'features:功能不满足|Features',
);

export const definitions = [
  object(
    'opportunity',
    '商机|Opportunity',
    '商机|Opportunities',
    'target',
    [
      f('name', 'text', '商机名称|Name', { required: true, search: true, max: 200 }),
      f('account', 'lookup', '客户|Account', { object: 'account', required: true }),
      f('amount', 'money', '预计金额|Amount', { min: 0 }),
      f('stage', 'lookup', '阶段|Stage', { object: 'stage', required: true }),
      f('probability', 'percent', '赢率|Probability', { min: 0, max: 100 }),
      f('close_date', 'date', '预计成交日期|Close date'),
      f('engage_date', 'date', '开始日期|Engaged on'),
      f('product', 'lookup', '产品|Product', { object: 'product' }),
      f('source', 'select', '来源|Source', {
        options: opts('web:官网|Website', 'expo:展会|Trade show', 'referral:转介绍|Referral', 'cold:主动开发|Outbound'),
      }),
      f('loss_reason', 'select', '输单原因|Loss reason', { options: lossReasons }),
      f('tags', 'tags', '标签|Tags'),
      f('next_step', 'text', '下一步|Next step'),
      f('score', 'rating', '意向度|Interest', { max: 5 }),
      f('number', 'auto_number', '编号|Number', { system: true, editable: false }),
      f('weighted', 'formula', '加权金额|Weighted', { system: true, editable: false, result: 'money' }),
      f('files', 'file', '附件|Files'),
      f('note', 'long_text', '备注|Notes'),
    ],
    {
      layout: {
        headline: ['amount', 'probability', 'close_date', 'owner'],
        sections: [
          {
            label: '商机信息|Deal',
            columns: 2,
            fields: [
              'name',
              'account',
              'stage',
              'amount',
              'probability',
              'close_date',
              'engage_date',
              'product',
              'source',
              'score',
            ],
          },
          { label: '跟进|Progress', columns: 2, fields: ['next_step', 'loss_reason', 'tags', 'note', 'files'] },
          {
            label: '系统信息|System',
            columns: 2,
            fields: ['number', 'weighted', 'owner', 'department', 'created_at', 'created_by', 'updated_at'],
          },
        ],
        related: [
          { object: 'activity', field: 'opportunity', label: '跟进记录|Activities' },
          { object: 'task', field: 'opportunity', label: '任务|Tasks' },
        ],
      },
      views: [
        {
          name: 'open',
          label: '进行中|Open',
          kind: 'table',
          columns: ['name', 'account', 'amount', 'stage', 'probability', 'close_date', 'owner', 'next_step', 'tags'],
          filter: "stage/type eq 'open'",
          orderBy: ['-amount'],
        },
        {
          name: 'board',
          label: '销售看板|Board',
          kind: 'board',
          columns: ['account', 'amount', 'close_date', 'owner', 'next_step'],
          groupBy: 'stage',
          orderBy: ['close_date'],
        },
        {
          name: 'mine',
          label: '我的商机|Mine',
          kind: 'table',
          columns: ['name', 'account', 'amount', 'stage', 'close_date'],
          filter: 'owner eq @me',
          orderBy: ['close_date'],
        },
        {
          name: 'all',
          label: '全部商机|All deals',
          kind: 'table',
          columns: ['name', 'account', 'amount', 'stage', 'close_date', 'owner', 'product', 'source', 'loss_reason'],
          orderBy: ['-created_at'],
        },
      ],
      actions: [
        {
          name: 'win',
          label: '赢单|Win',
          icon: 'trophy',
          parameters: [
            { name: 'close_date', type: 'date', label: '成交日期|Closed on', required: true },
            { name: 'amount', type: 'money', label: '成交金额|Final amount', required: true },
          ],
        },
        {
          name: 'lose',
          label: '输单|Lose',
          icon: 'flag-off',
          danger: true,
          parameters: [{ name: 'loss_reason', type: 'select', label: '输单原因|Reason', required: true, options: lossReasons }],
        },
      ],
    },
  ),
  object(
    'account',
    '客户|Account',
    '客户|Accounts',
    'building',
    [
      f('name', 'text', '客户名称|Name', { required: true, search: true }),
      f('industry', 'select', '行业|Industry', { options: industry }),
      f('level', 'select', '客户级别|Level', { options: opts('A:A 级:red', 'B:B 级:amber', 'C:C 级:gray') }),
      f('phone', 'phone', '电话|Phone'),
      f('website', 'url', '网址|Website'),
      f('address', 'address', '地址|Address'),
      f('employees', 'integer', '员工数|Employees', { min: 0 }),
      f('lifecycle', 'select', '生命周期|Lifecycle', {
        options: opts('nurture:需求培养期|Nurture', 'decide:决策期|Deciding', 'sign:签约期|Signing'),
      }),
      f('tax_number', 'encrypted_text', '税号|Tax number', { masked: true }),
    ],
    {
      layout: {
        headline: ['level', 'industry', 'employees', 'owner'],
        sections: [
          {
            label: '基本信息|Details',
            columns: 2,
            fields: ['name', 'industry', 'level', 'lifecycle', 'phone', 'website', 'employees', 'address', 'tax_number'],
          },
          { label: '系统信息|System', columns: 2, fields: ['owner', 'department', 'created_at'] },
        ],
        related: [
          { object: 'contact', field: 'account', label: '联系人|Contacts' },
          { object: 'opportunity', field: 'account', label: '商机|Opportunities' },
          { object: 'activity', field: 'account', label: '跟进记录|Activities' },
        ],
      },
    },
  ),
  object('contact', '联系人|Contact', '联系人|Contacts', 'contact', [
    f('name', 'text', '姓名|Name', { required: true, search: true }),
    f('account', 'lookup', '客户|Account', { object: 'account' }),
    f('role', 'select', '决策角色|Role', {
      options: opts('decider:决策人|Decider', 'buyer:采购|Buyer', 'user:使用者|User', 'coach:内线|Coach'),
    }),
    f('phone', 'phone', '手机|Mobile'),
    f('email', 'email', '邮箱|Email'),
    f('birthday', 'date', '生日|Birthday'),
  ]),
  object(
    'lead',
    '线索|Lead',
    '线索|Leads',
    'user-plus',
    [
      f('name', 'text', '姓名|Name', { required: true, search: true }),
      f('company', 'text', '公司|Company', { search: true }),
      f('phone', 'phone', '手机|Mobile', { required: true }),
      f('email', 'email', '邮箱|Email'),
      f('status', 'select', '状态|Status', {
        required: true,
        options: opts(
          'new:待跟进|New:blue',
          'working:跟进中|Working:amber',
          'converted:已转化|Converted:green',
          'dropped:已废弃|Dropped:gray',
        ),
      }),
      f('source', 'select', '来源|Source', { options: opts('web:官网|Website', 'expo:展会|Trade show', 'ad:广告|Ads') }),
      f('drop_reason', 'text', '废弃原因|Drop reason'),
      f('score', 'rating', '评分|Score', { max: 5 }),
    ],
    {
      views: [
        {
          name: 'all',
          label: '全部线索|All leads',
          kind: 'table',
          columns: ['name', 'company', 'phone', 'status', 'source', 'score', 'owner', 'created_at'],
          orderBy: ['-created_at'],
        },
        { name: 'board', label: '按状态|By status', kind: 'board', columns: ['company', 'phone', 'owner'], groupBy: 'status' },
      ],
      actions: [
        {
          name: 'convert',
          label: '转为客户|Convert',
          icon: 'repeat',
          confirm:
            '转化后会新建客户、联系人和商机，线索不可再次转化。|This makes an account, a contact and a deal. It can be done once.',
        },
      ],
    },
  ),
  object('product', '产品|Product', '产品|Products', 'package', [
    f('name', 'text', '产品名称|Name', { required: true }),
    f('series', 'text', '系列|Series'),
    f('price', 'money', '标价|List price'),
    f('active', 'boolean', '在售|On sale'),
  ]),
  object(
    'activity',
    '跟进记录|Activity',
    '跟进记录|Activities',
    'message',
    [
      f('subject', 'text', '主题|Subject', { required: true }),
      f('type', 'select', '方式|Type', {
        required: true,
        options: opts('note:备注|Note', 'call:电话|Call', 'visit:拜访|Visit', 'meeting:会议|Meeting', 'email:邮件|Email'),
      }),
      f('content', 'long_text', '内容|Content'),
      f('happened_at', 'datetime', '时间|When'),
      f('opportunity', 'lookup', '商机|Opportunity', { object: 'opportunity' }),
      f('account', 'lookup', '客户|Account', { object: 'account' }),
    ],
    { nameField: 'subject' },
  ),
  object(
    'task',
    '任务|Task',
    '任务|Tasks',
    'check',
    [
      f('subject', 'text', '任务|Task', { required: true }),
      f('due', 'date', '截止日期|Due'),
      f('done', 'boolean', '已完成|Done'),
      f('opportunity', 'lookup', '商机|Opportunity', { object: 'opportunity' }),
    ],
    { nameField: 'subject' },
  ),
  object('stage', '阶段|Stage', '阶段|Stages', 'flag', [
    f('name', 'text', '名称|Name'),
    f('type', 'select', '类型|Type', { options: opts('open:进行中|Open', 'won:赢单|Won:green', 'lost:输单|Lost:red') }),
    f('probability', 'percent', '赢率|Probability'),
    f('position', 'integer', '顺序|Position'),
    f('color', 'text', '颜色|Colour'),
    f('rotting_days', 'integer', '滞留天数|Rotting days'),
  ]),
  object(
    'list_view',
    '列表视图|List view',
    '列表视图|List views',
    'layers',
    [f('label', 'text', '视图名称|Label'), f('object', 'text', '对象|Object')],
    { owned: false, nameField: 'label' },
  ),
  object('user', '人员|Person', '人员|People', 'users', [f('name', 'text', '姓名|Name'), f('login', 'text', '账号|Login')], {
    owned: false,
  }),
  object('department', '部门|Department', '部门|Departments', 'network', [f('name', 'text', '名称|Name')], { owned: false }),
];

export const menus = [
  {
    label: '销售|Sales',
    icon: 'target',
    items: [
      { page: 'sales', label: '销售概览|Overview', icon: 'chart' },
      { object: 'lead' },
      { object: 'account' },
      { object: 'contact' },
      { object: 'opportunity' },
    ],
  },
  { label: '协作|Work', icon: 'check', items: [{ object: 'activity' }, { object: 'task' }] },
  {
    label: '设置|Settings',
    icon: 'settings',
    items: [{ object: 'product' }, { object: 'stage' }, { object: 'user' }, { object: 'department' }],
  },
];

/** Picks one language out of every `中文|English` text. */
export function inLanguage<T>(value: T, english: boolean): T {
  if (typeof value === 'string') return (value.includes('|') ? value.split('|')[english ? 1 : 0] : value) as T;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, english)) as T;
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, inLanguage(v, english)])) as T;
  return value;
}
