/** Products that people get for nothing, by part number. Graph does not say. */
export const freePartNumbers: ReadonlySet<string> = new Set([
  'FLOW_FREE',
  'POWER_BI_STANDARD',
  'POWERAPPS_DEV',
  'POWERAPPS_VIRAL',
  'POWER_PAGES_VTRIAL_FOR_MAKERS',
  'CCIBOTS_PRIVPREV_VIRAL',
  'FORMS_PRO',
  'STREAM',
  'TEAMS_EXPLORATORY',
  'TEAMS_FREE',
  'WINDOWS_STORE',
  'RIGHTSMANAGEMENT_ADHOC',
  'PHONESYSTEM_VIRTUALUSER',
  'MICROSOFT_BUSINESS_CENTER',
  'DYN365_ENTERPRISE_VIRTUAL_AGENT_VIRAL',
]);

/** Microsoft gives free products in units that nobody can use up: so many of a known one, or so many of any. */
export const unlimitedUnits = { free: 10_000, any: 1_000_000 } as const;
