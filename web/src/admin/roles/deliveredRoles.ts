/** What the delivered roles say of themselves in English, by what they say in Chinese; an administrator's own words stay as they are. */
const inEnglish: Readonly<Record<string, string>> = {
  查看和管理全部数据: 'Sees and manages all data',
  '管理本人、下级和所辖部门的客户与商机': 'Manages the customers and deals of their own, their reports and their departments',
  '只能看到自己负责的客户与商机，同级之间互不可见': 'Sees only the customers and deals they own, not those of their peers',
  '查看客户、维护联系人，不能看到商机和金额': 'Sees customers and maintains contacts; no deals or amounts',
  '管理全部线索（含预估金额），客户联系方式打码，看不到商机、合同与回款金额':
    'Manages all leads with their estimates; customers’ contact details are masked, amounts of deals, contracts and payments hidden',
  '查看金额与成交数据，看不到客户联系方式和联系人': 'Sees amounts and closed deals; no contacts or contact details of customers',
  '管理用户、权限和系统设置，拥有全部权限': 'Manages users, permissions and settings, with every right',
  '申请采购立项；不能审批、经办、评审或定标': 'Applies for purchases; can’t approve, run, review or award tenders',
  '发布招标、登记投标、推荐中标人、签订合同；评审结束前看不到评分':
    'Publishes tenders, records bids, recommends the winner and signs the contract; sees no scores before the review ends',
  '为参加评审的投标打分；看不到其他专家的评分': 'Scores the bids they review; doesn’t see other reviewers’ scores',
  '审批立项和招标合同，定标，答复异议；自己不能经办':
    'Approves purchases and tender contracts, awards, and answers objections; can’t run tenders',
  '查看和导出招标全过程，人员变动时移交；不能修改内容':
    'Sees and exports the whole tender process and hands it over when people change; can’t change anything in it',
};

/** A role's description in the language that is read. */
export function roleDescription(written: string, isEnglish: boolean): string {
  return (isEnglish && inEnglish[written]) || written;
}
