import type { TextKey } from '../../i18n/text.ts';

/** What people call a page or a list of the menu beside its name, in both languages. */
export const pageWords: Readonly<Record<string, string>> = {
  bench: 'home start dashboard 首页 主页 今天',
  sales: 'dashboard overview report 报表 仪表盘 业绩',
  forecast: 'targets quota goal commit 目标 销售目标 分解目标 业绩目标 指标 预测 排行 饱和度',
  sales_target: 'targets quota goal 目标 业绩目标 指标',
  pools: 'sea pool claim 公海 领取 捞取',
  duplicates: 'duplicates merge dedupe deduplicate 查重 重复 合并 去重 排重',
  quality: 'data quality completeness 完整度 脏数据',
  'lead-forms': 'web form landing 表单 官网 落地页',
  ageing: 'overdue receivable 应收 欠款 逾期 账期',
  jobs: 'import export upload excel csv 导入 导出 上传 表格',
  hand_over: 'hand over handover leaving 交接 离职 调岗 转交',
  merge_record: 'merge undo duplicates 合并 撤销合并 查重 去重',
  absence: 'leave holiday away out of office 请假 休假 离岗',
  'admin/objects': 'objects fields layout custom 自定义 字段 对象 布局 表单 选项 校验',
  'admin/roles': 'roles permissions rights access 权限 角色 授权 看不到',
  'admin/people': 'users departments people accounts password deactivate 用户 员工 账号 部门 组织架构 密码 离职 停用',
  'admin/security': 'security audit log 日志 审计 修改记录 安全',
  'admin/company': 'company settings currency calendar numbering 公司 设置 汇率 节假日 编号',
};

/** A part of an administrator's page that is looked for by its own name. */
export interface PagePart {
  /** The page of the menu by which one may see it. */
  page: 'security' | 'company' | 'people';
  tab: string;
  label: TextKey;
  words: string;
}

export const pageParts: readonly PagePart[] = [
  { page: 'security', tab: 'changes', label: 'security.tab.changes', words: 'audit change log history 日志 审计 操作日志 变更' },
  { page: 'security', tab: 'bin', label: 'security.tab.bin', words: 'recycle bin trash deleted restore 已删除 恢复 误删' },
  { page: 'security', tab: 'keys', label: 'security.tab.keys', words: 'api key token 密钥 接口 对接 集成' },
  { page: 'security', tab: 'sessions', label: 'security.tab.sessions', words: 'sessions devices sign out 在线 设备 下线' },
  { page: 'security', tab: 'signIns', label: 'security.tab.signIns', words: 'sign-in login log 登录日志 登录失败' },
  { page: 'company', tab: 'rates', label: 'company.tab.rates', words: 'currency exchange rates 币种 外币 汇率' },
  { page: 'company', tab: 'calendar', label: 'company.tab.calendar', words: 'holiday workday calendar 节假日 假期 调休 放假' },
  { page: 'company', tab: 'numbers', label: 'company.tab.numbers', words: 'numbering auto number 编号规则 流水号 合同编号' },
  { page: 'company', tab: 'status', label: 'company.tab.status', words: 'health status version database 健康 版本 运行 数据量' },
  { page: 'people', tab: 'departments', label: 'people.tab.departments', words: 'departments organisation 组织架构 部门' },
];
