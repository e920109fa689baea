import { noTeams } from './presets/no-teams.js';
import type { TenantPreset } from './presets/tenant-preset.js';
import { troubled } from './presets/troubled.js';

const shopFloor = ['Manufacturing', 'Retail'];
const offices = ['Sales', 'Finance', 'Human Resources', 'IT', 'Marketing', 'R&D', 'Legal', 'Engineering'];

const enterprise = {
  purchases: [
    { plan: 'SPE_E3', share: 0.62 },
    { plan: 'SPE_E5', share: 0.16 },
    { plan: 'SPE_F1', share: 0.42 },
    { plan: 'ENTERPRISEPACK', share: 0.06, expiringShare: 0.5 },
    { plan: 'EMS', share: 0.05 },
    { plan: 'POWER_BI_PRO', share: 0.16 },
    { plan: 'VISIOCLIENT', share: 0.06 },
    { plan: 'PROJECTPROFESSIONAL', share: 0.05 },
    { plan: 'MCOEV', share: 0.08 },
    { plan: 'MCOMEETADV', share: 0.06 },
    { plan: 'Microsoft_365_Copilot', share: 0.03 },
    { plan: 'AAD_PREMIUM_P2', share: 0.03 },
    { plan: 'WORKPLACE_ANALYTICS', share: 0.003, renewedShare: 7 },
    { plan: 'PROJECTPREMIUM', share: 0.02, state: 'warning' },
    { plan: 'STANDARDPACK', share: 0.03, state: 'suspended' },
    { plan: 'POWER_BI_STANDARD', units: 1_000_000 },
    { plan: 'FLOW_FREE', units: 10_000, trial: true },
    { plan: 'SHAREPOINTSTORAGE', units: 200, company: true },
    { plan: 'WINDOWS_STORE', units: 25, company: true },
  ],
  uses: [
    { plan: 'SPE_E5', departments: ['IT', 'Legal', 'Finance'], share: 0.9, from: 'direct' },
    { plan: 'SPE_E3', departments: ['Sales', 'Engineering'], share: 0.94, from: 'group' },
    {
      plan: 'SPE_E3',
      departments: ['Marketing', 'Human Resources', 'R&D'],
      share: 0.9,
      from: 'direct',
      disabled: ['SWAY', 'YAMMER_ENTERPRISE'],
    },
    { plan: 'SPE_E3', departments: ['Sales'], share: 0.08, from: 'both' },
    { plan: 'SPE_F1', departments: shopFloor, share: 0.92, from: 'group' },
    { plan: 'ENTERPRISEPACK', departments: ['Engineering', 'Marketing'], share: 0.12, from: 'direct' },
    { plan: 'EMS', departments: ['Sales', 'Human Resources'], share: 0.12, from: 'direct' },
    { plan: 'POWER_BI_PRO', departments: ['Finance', 'IT', 'Sales'], share: 0.35, from: 'direct' },
    { plan: 'VISIOCLIENT', departments: ['Engineering', 'IT'], share: 0.15, from: 'direct' },
    {
      plan: 'PROJECTPROFESSIONAL',
      departments: ['Engineering', 'R&D', 'Marketing'],
      share: 0.3,
      from: 'direct',
    },
    { plan: 'MCOEV', departments: ['Sales', 'Marketing'], share: 0.2, from: 'direct' },
    { plan: 'MCOMEETADV', departments: ['Sales'], share: 0.15, from: 'direct' },
    { plan: 'Microsoft_365_Copilot', departments: offices, share: 0.08, from: 'direct' },
    { plan: 'AAD_PREMIUM_P2', departments: ['IT'], share: 0.3, from: 'direct' },
    {
      plan: 'WORKPLACE_ANALYTICS',
      departments: ['Human Resources'],
      share: 0.2,
      from: 'group',
      beside: { plan: 'SPE_E3', apps: ['EXCHANGE_S_ENTERPRISE'] },
    },
    { plan: 'POWER_BI_STANDARD', departments: offices, share: 0.2, from: 'direct' },
    { plan: 'FLOW_FREE', departments: offices, share: 0.1, from: 'direct' },
  ],
} as const satisfies Pick<TenantPreset, 'purchases' | 'uses'>;

/** Tenants by name. `users` is the default size; any size up to 100,000 can be asked for. */
export const tenantPresets = {
  contoso: { displayName: 'Contoso', users: 1000, identity: 'hybrid', domain: 'contoso.com', ...enterprise },
  small: {
    displayName: 'Fabrikam Studio',
    users: 20,
    identity: 'hybrid',
    domain: 'fabrikam.com',
    purchases: [
      { plan: 'SPE_E3', units: 15 },
      { plan: 'SPE_E5', units: 5 },
      { plan: 'SPE_F1', units: 10 },
      { plan: 'POWER_BI_PRO', units: 3 },
      { plan: 'VISIOCLIENT', units: 2 },
      { plan: 'FLOW_FREE', units: 10_000, trial: true },
    ],
    uses: [
      { plan: 'SPE_E3', departments: offices, share: 0.6, from: 'direct' },
      { plan: 'SPE_F1', departments: shopFloor, share: 0.6, from: 'group' },
      { plan: 'POWER_BI_PRO', departments: offices, share: 0.2, from: 'direct' },
    ],
  },
  'cloud-only': {
    displayName: 'Adventure Works',
    users: 300,
    identity: 'cloud',
    domain: 'adventure-works.com',
    ...enterprise,
  },
  federated: {
    displayName: 'Woodgrove Bank',
    users: 400,
    identity: 'federated',
    domain: 'woodgrovebank.com',
    ...enterprise,
  },
  'no-p1': {
    displayName: 'Tailspin Toys',
    users: 120,
    identity: 'cloud',
    domain: 'tailspintoys.com',
    purchases: [
      { plan: 'STANDARDPACK', share: 0.7 },
      { plan: 'O365_BUSINESS_PREMIUM', share: 0.3 },
      { plan: 'VISIOCLIENT', share: 0.05 },
      { plan: 'FLOW_FREE', units: 10_000, trial: true },
    ],
    uses: [
      { plan: 'STANDARDPACK', departments: ['Sales', ...shopFloor], share: 0.85, from: 'direct' },
      {
        plan: 'O365_BUSINESS_PREMIUM',
        departments: ['Engineering', 'Marketing', 'Finance'],
        share: 0.8,
        from: 'direct',
      },
      { plan: 'FLOW_FREE', departments: offices, share: 0.2, from: 'direct' },
    ],
  },
  'no-teams': noTeams,
  hostile: {
    displayName: 'Proseware',
    users: 300,
    identity: 'hybrid',
    domain: 'proseware.com',
    hostile: true,
    ...enterprise,
  },
  troubled,
  empty: {
    displayName: 'Northwind Traders',
    users: 1,
    identity: 'cloud',
    domain: 'northwindtraders.com',
    purchases: [],
    uses: [],
  },
} as const satisfies Record<string, TenantPreset>;

export type TenantName = keyof typeof tenantPresets;
