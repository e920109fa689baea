import type { TenantPreset } from './tenant-preset.js';

const offices = ['Sales', 'Finance', 'Human Resources', 'IT', 'Marketing', 'R&D', 'Legal', 'Engineering'];

/**
 * Suites without Teams beside Teams, and people who hold two plans of one service, as is allowed since January 2023:
 * Business Premium beside E3, F3 beside E3, Exchange Online Plan 1 beside E5.
 *
 * @see https://techcommunity.microsoft.com/t5/exchange-team-blog/introducing-support-for-concurrent-exchange-online-license/ba-p/3721098
 */
export const noTeams = {
  displayName: 'Lamna Healthcare',
  users: 250,
  identity: 'hybrid',
  domain: 'lamnahealthcare.com',
  purchases: [
    { plan: 'Microsoft_365_E3_(no_Teams)', share: 0.5 },
    { plan: 'Microsoft_365_E5_(no_Teams)', share: 0.15 },
    { plan: 'Office_365_E3_(no_Teams)', share: 0.2 },
    { plan: 'Microsoft_Teams_Enterprise_New', share: 0.8 },
    { plan: 'SPE_F1', share: 0.4 },
    { plan: 'SPB', share: 0.1 },
    { plan: 'EXCHANGESTANDARD', share: 0.1 },
    { plan: 'MCOEV', share: 0.1 },
    { plan: 'FLOW_FREE', units: 10_000, trial: true },
  ],
  uses: [
    { plan: 'Microsoft_365_E5_(no_Teams)', departments: ['IT', 'Legal'], share: 0.9, from: 'direct' },
    {
      plan: 'Microsoft_365_E3_(no_Teams)',
      departments: ['Sales', 'Engineering', 'Finance'],
      share: 0.9,
      from: 'direct',
    },
    {
      plan: 'Office_365_E3_(no_Teams)',
      departments: ['Marketing', 'Human Resources', 'R&D'],
      share: 0.9,
      from: 'direct',
    },
    { plan: 'SPE_F1', departments: ['Manufacturing', 'Retail'], share: 0.9, from: 'group' },
    { plan: 'SPE_F1', departments: ['Sales'], share: 0.1, from: 'direct' },
    { plan: 'SPB', departments: ['Finance', 'Sales'], share: 0.15, from: 'direct' },
    { plan: 'EXCHANGESTANDARD', departments: ['IT', 'Legal'], share: 0.3, from: 'direct' },
    { plan: 'Microsoft_Teams_Enterprise_New', departments: offices, share: 0.92, from: 'group' },
    { plan: 'MCOEV', departments: ['Sales'], share: 0.2, from: 'direct' },
    { plan: 'FLOW_FREE', departments: offices, share: 0.1, from: 'direct' },
  ],
} as const satisfies TenantPreset;
