/** What the pages of contracts and payments say. */
export const contractsEn = {
  'ageing.title': 'Ageing',
  'ageing.hint':
    'What is outstanding of signed contracts by days overdue, in the company’s currency. A due day off moves to the next working day.',
  'ageing.forbidden': 'You don’t have access to payments due',
  'ageing.by': 'Grouped by',
  'ageing.by.account': 'Account',
  'ageing.by.owner': 'Owner',
  'ageing.by.department': 'Department',
  'ageing.age.not_due': 'Not due',
  'ageing.age.up_to_30': '1–30 days overdue',
  'ageing.age.up_to_60': '31–60 days overdue',
  'ageing.age.up_to_90': '61–90 days overdue',
  'ageing.age.over_90': 'Over 90 days overdue',
  'ageing.count': '{{count}} payments',
  'ageing.count_one': '{{count}} payment',
  'ageing.total': 'Total',
  'ageing.nobody': '(none)',
  'ageing.none': 'Nothing is outstanding',
  'ageing.noneHint': 'Once contracts are signed, what is not yet received of their payment plans appears here.',
} as const;
