/** What an empty company has so far. */
export interface Begun {
  company: string;
  people: number;
  deals: number;
}

/** What a company is called until somebody says its name. */
const unnamed = '我的公司';

/** The steps from an empty company to one at work, each with its page and whether it is taken. */
export function stepsOf({ company, people, deals }: Begun) {
  return [
    { name: 'company', to: '/admin/company', done: company !== unnamed },
    { name: 'people', to: '/admin/people', done: people > 1 },
    { name: 'accounts', to: '/import/account', done: false },
    { name: 'deals', to: '/o/opportunity', done: deals > 0 },
  ] as const;
}
