import type { EmulatorClock } from '../../clock.js';
import type { CloudName } from '../../cloud.js';
import { Replicas, type ReplicaOptions } from '../../replicas/index.js';
import type { DomainEntity } from '../entities.js';
import type { TenantPreset } from '../presets/tenant-preset.js';
import { tenantPresets, type TenantName } from '../presets.js';
import { Random } from '../random.js';
import { activatedRoles, roleTemplates } from '../roles.js';
import { getPlanId } from '../service-plans.js';
import { Tenant } from '../tenant.js';
import { generateApps } from './apps.js';
import { generateConnectors } from './connectors.js';
import { generateGroups } from './groups.js';
import { generateLicenses } from './licenses.js';
import { generatePlans } from './plans.js';
import { generateRareGroups } from './rare-groups.js';
import { generateUnits, leaveNeededGroups, shareAddresses } from './troubles.js';
import { createAdministrator, generateUsers, toIso, type UserPlan } from './users.js';

export interface TenantOptions extends Omit<ReplicaOptions, 'seed'> {
  readonly tenant: TenantName;
  readonly seed: number;
  /** Default: the preset's size. */
  readonly users?: number | undefined;
  readonly clock: EmulatorClock;
  readonly cloud?: CloudName;
}

/** Makes a tenant from a seed: the same options give the same people, ids and licenses. */
export function generateTenant(options: TenantOptions): { tenant: Tenant; administratorId: string } {
  const preset: TenantPreset = tenantPresets[options.tenant];
  const random = new Random(options.seed);
  const { clock } = options;
  const synced = preset.identity !== 'cloud';
  const tenant = new Tenant(
    random.guid(),
    clock,
    random,
    {
      displayName: preset.displayName,
      countryLetterCode: 'US',
      country: 'United States',
      city: 'Seattle',
      createdDateTime: toIso(clock.now() - 2600 * 86_400_000),
      onPremisesSyncEnabled: synced ? true : null,
      onPremisesLastSyncDateTime: synced ? toIso(clock.now() - 12 * 60_000) : null,
    },
    new Replicas(clock, options),
    options.cloud,
  );
  return tenant.replicas.atOnce(() => fill(tenant, preset, options));
}

function fill(tenant: Tenant, preset: TenantPreset, options: TenantOptions) {
  const { clock, random } = tenant;
  const synced = preset.identity !== 'cloud';
  const count = Math.max(1, Math.min(options.users ?? preset.users, 100_000));
  tenant.domains.push(...createDomains(preset));
  generatePlans(tenant, preset, count);
  const plan: UserPlan = {
    count,
    domain: preset.domain,
    identity: preset.identity,
    company: preset.displayName,
    now: clock.now(),
    hasSignIns: true,
    hostile: preset.hostile ?? false,
  };
  const administrator = createAdministrator(random, plan);
  const users = shareAddresses(
    tenant,
    [administrator, ...generateUsers(random, plan)],
    preset.sharedAddresses ?? 0,
  );
  for (const name of activatedRoles) {
    const role = {
      id: random.guid(),
      displayName: name,
      description: `Can act as ${name}.`,
      roleTemplateId: roleTemplates[name],
    };
    tenant.roles.set(role.id, role);
    if (name === 'Global Administrator') tenant.addMember(role.id, administrator.id);
  }
  const groups = generateGroups(tenant, preset, users);
  const licensed = generateLicenses(tenant, preset, groups, users);
  tenant.users.load(leaveNeededGroups(tenant, licensed, preset.leavers ?? 0));
  generateUnits(tenant, preset);
  generateApps(tenant);
  if (users.length > 10) generateRareGroups(tenant, preset, users, options.seed);
  if (synced) generateConnectors(tenant);
  return { tenant, administratorId: administrator.id };
}

/** Entra ID P1 or P2 is active: what sign-in activity, group licensing and groups on apps need. */
export function hasPremium(tenant: Tenant): boolean {
  return tenant.hasPlan(getPlanId('AAD_PREMIUM'), getPlanId('AAD_PREMIUM_P2'));
}

function createDomains(preset: TenantPreset): DomainEntity[] {
  const name = preset.domain.split('.')[0] ?? 'tenant';
  const create = (
    id: string,
    authenticationType: 'Managed' | 'Federated',
    flags: Partial<DomainEntity>,
  ): DomainEntity => ({
    id,
    authenticationType,
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: false,
    isInitial: false,
    isRoot: true,
    isVerified: true,
    passwordNotificationWindowInDays: authenticationType === 'Managed' ? 14 : null,
    passwordValidityPeriodInDays: authenticationType === 'Managed' ? 2147483647 : null,
    state: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline', 'Intune'],
    ...flags,
  });
  const main = create(preset.domain, preset.identity === 'federated' ? 'Federated' : 'Managed', {
    isDefault: true,
  });
  const initial = create(`${name}.onmicrosoft.com`, 'Managed', { isInitial: true });
  const legacy = create(`legacy.${preset.domain}`, 'Federated', { isRoot: false });
  return preset.identity === 'hybrid' ? [main, initial, legacy] : [main, initial];
}
