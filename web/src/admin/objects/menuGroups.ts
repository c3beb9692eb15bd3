/** The groups of the menu that an object may stand in. */
export const menuGroups = ['customers', 'marketing', 'sales', 'contracts', 'tenders', 'service', 'work', 'setup'] as const;
