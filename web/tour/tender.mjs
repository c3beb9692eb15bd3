/** The people who hold a tender in the tour: others than those who look at the rest, so that nobody else's menu shows it. */
const people = { applicant: 'li.xinyi', recorder: 'shen.jiacheng', approver: 'xu.wenbo' };

/** Who looks at it. */
export const recorder = people.recorder;

/** Switches tenders on for a few people, and has one of them take bids. */
export async function holdTender(sessionOf) {
  const admin = await sessionOf('admin');
  const [applicant, keeper, approver] = await Promise.all(Object.values(people).map(sessionOf));
  for (const [duty, login] of Object.entries(people)) {
    const [person] = await admin.list(`user?$filter=login eq '${login}'`);
    const [role] = await admin.list(`role?$filter=name eq 'tender_${duty}'`);
    await admin.send('PATCH', `user/${person.id}`, { roles: [...person.roles, role.id] });
  }
  const project = await applicant.send('POST', 'tender_project', {
    name: '涂装车间机器人采购',
    budget: 2600000,
    reason: '现有喷涂线停机时间过长，需要三台六轴机器人。',
  });
  await applicant.send('POST', `tender_project/${project.id}/submit`, {});
  await approver.send('POST', `tender_project/${project.id}/approve`, { review_note: '同意，请公开招标。' });
  const reviewers = (await admin.list('user?$filter=active eq true&$orderby=login&$top=40'))
    .filter((user) => !['admin', 'zhou.mingyuan', 'wang.haoran', 'he.liping', ...Object.values(people)].includes(user.login))
    .slice(0, 5);
  const until = new Date(Date.now() + 12 * 86400000).toISOString();
  const tender = await keeper.send('POST', 'tender', { project: project.id, bids_until: until, reviewers: reviewers.map((user) => user.id) });
  await keeper.send('POST', `tender/${tender.id}/publish`, {});
  for (const bidder of await admin.list('account?$orderby=name&$top=4'))
    await keeper.send('POST', 'bid', { tender: tender.id, account: bidder.id, contact: '招标联系人' });
}
