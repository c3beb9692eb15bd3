/** What the tree of accounts says. */
export const groupsEn = {
  'group.failed': 'The group didn’t load',
  'group.root': 'Part of',
  'group.account': 'Account',
  'group.owner': 'Owner',
  'group.won': 'Won',
  'group.contracted': 'Contracts',
  'group.received': 'Received',
  'group.all.won': 'Won in the group',
  'group.all.contracted': 'Contracts of the group',
  'group.all.received': 'Received from the group',
  'group.own': '{{amount}} own',
  'group.note': 'Counts the accounts, deals and contracts that you may see, in the company’s currency.',
  'group.noteCut':
    'Counts the accounts, deals and contracts that you may see, in the company’s currency. There are too many accounts: the first 2,000 are here.',
};
