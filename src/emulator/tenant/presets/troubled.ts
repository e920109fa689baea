import type { TenantPreset } from './tenant-preset.js';

const offices = ['Sales', 'Finance', 'Human Resources', 'IT', 'Marketing', 'R&D', 'Legal', 'Engineering'];

/**
 * What goes wrong in tenants that were bought, merged and badly renewed: plans that were cancelled, locked out or
 * deleted while people hold them, fewer licenses than holders, plans that exclude one another, a plan that is not sold
 * everywhere, and people whom only a few may change.
 */
export const troubled = {
  displayName: 'Wide World Importers',
  users: 200,
  identity: 'hybrid',
  domain: 'wideworldimporters.com',
  purchases: [
    { plan: 'SPE_E3', share: 0.7 },
    { plan: 'SPE_F1', share: 0.2 },
    { plan: 'INTUNE_A_VL', share: 0.2 },
    { plan: 'POWER_BI_PRO', share: 0.3, renewedShare: 0.5 },
    { plan: 'ENTERPRISEPACK', share: 0.1, state: 'suspended' },
    { plan: 'VISIOCLIENT', share: 0.1, state: 'lockedOut' },
    { plan: 'EMS', share: 0.1, state: 'deleted' },
    { plan: 'MCOMEETADV', share: 0.5, notSoldIn: ['IN', 'CN', 'FR'] },
    { plan: 'WORKPLACE_ANALYTICS', share: 0.1 },
  ],
  uses: [
    { plan: 'INTUNE_A_VL', departments: ['R&D', 'Engineering'], share: 0.2, from: 'direct' },
    { plan: 'SPE_E3', departments: offices, share: 0.8, from: 'group' },
    { plan: 'SPE_F1', departments: ['Manufacturing', 'Retail'], share: 0.8, from: 'group' },
    { plan: 'POWER_BI_PRO', departments: offices, share: 0.3, from: 'direct' },
    { plan: 'ENTERPRISEPACK', departments: ['Marketing', 'Finance'], share: 0.3, from: 'direct' },
    { plan: 'VISIOCLIENT', departments: ['Engineering', 'IT'], share: 0.4, from: 'direct' },
    { plan: 'EMS', departments: ['IT', 'Legal'], share: 0.4, from: 'direct' },
    {
      plan: 'MCOMEETADV',
      departments: ['Sales', 'Finance', 'Marketing'],
      share: 0.6,
      from: 'group',
      beside: { plan: 'SPE_E3', apps: ['TEAMS1'] },
    },
    { plan: 'WORKPLACE_ANALYTICS', departments: ['Human Resources', 'Sales'], share: 0.3, from: 'direct' },
  ],
  leavers: 3,
  sharedAddresses: 2,
  units: [
    { displayName: 'Legal (restricted)', department: 'Legal', restricted: true },
    { displayName: 'Shops', department: 'Retail' },
  ],
} as const satisfies TenantPreset;
