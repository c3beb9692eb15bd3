/** What the tree of accounts says. */
export const groupsZh = {
  'group.failed': '集团汇总没有加载出来',
  'group.root': '所属集团：',
  'group.account': '客户',
  'group.owner': '负责人',
  'group.won': '成交金额',
  'group.contracted': '合同总额',
  'group.received': '累计回款',
  'group.all.won': '集团成交金额',
  'group.all.contracted': '集团合同总额',
  'group.all.received': '集团累计回款',
  'group.own': '本级 {{amount}}',
  'group.note': '只统计你有权查看的客户、商机和合同，金额为本位币。',
  'group.noteCut': '只统计你有权查看的客户、商机和合同，金额为本位币。下级客户过多，只列出前 2,000 家。',
};
