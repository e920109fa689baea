import type { GroupEntity, UserEntity } from '../entities.js';
import { knownSkus, type PartNumber } from '../known-skus.js';
import { hostileNames } from '../people/hostile-names.js';
import type { PlanUse, TenantPreset } from '../presets/tenant-preset.js';
import { getProductName, listServicePlans } from '../service-plans.js';
import type { Tenant } from '../tenant.js';
import { toIso } from './users.js';

/** The group whose members get a plan, by part number. */
export type LicenseGroups = ReadonlyMap<PartNumber, GroupEntity>;

/** Department groups, a nested group, the kinds that refuse changes, and one licensed group per plan that needs it. */
export function generateGroups(
  tenant: Tenant,
  preset: TenantPreset,
  users: readonly UserEntity[],
): LicenseGroups {
  const synced = preset.identity !== 'cloud';
  const byDepartment = new Map<string, string[]>();
  for (const user of users)
    if (user.department && user.userType === 'Member') {
      const members = byDepartment.get(user.department);
      if (members) members.push(user.id);
      else byDepartment.set(user.department, [user.id]);
    }
  const departmentGroups: GroupEntity[] = [];
  for (const [department, members] of byDepartment) {
    const group = addGroup(tenant, {
      displayName: `${department} Team`,
      description: `Everyone in ${department}`,
      onPremisesSyncEnabled: synced ? true : null,
    });
    departmentGroups.push(group);
    for (const member of members) tenant.addMember(group.id, member);
  }
  if (departmentGroups.length > 1) addSpecialGroups(tenant, preset, departmentGroups, users);
  if (preset.hostile)
    for (const [index, name] of hostileNames.entries())
      addGroup(tenant, { displayName: name, description: name, mailNickname: `hostile-${index}` });
  const licensed = new Map<PartNumber, GroupEntity>();
  for (const use of preset.uses)
    if (use.from !== 'direct' && !licensed.has(use.plan))
      licensed.set(use.plan, addLicensedGroup(tenant, use));
  return licensed;
}

function addLicensedGroup(tenant: Tenant, { plan, beside }: PlanUse): GroupEntity {
  const prerequisite = beside && {
    skuId: knownSkus[beside.plan].skuId,
    disabledPlans: listServicePlans(beside.plan)
      .filter(
        ({ servicePlanName, appliesTo }) => appliesTo === 'User' && !beside.apps.includes(servicePlanName),
      )
      .map(({ servicePlanId }) => servicePlanId),
  };
  return addGroup(tenant, {
    displayName: `Licensing - ${getProductName(plan)}`,
    description: `Members get ${getProductName(plan)}`,
    assignedLicenses: [
      { skuId: knownSkus[plan].skuId, disabledPlans: [] },
      ...(prerequisite ? [prerequisite] : []),
    ],
    licenseProcessingState: { state: 'ProcessingComplete' },
  });
}

function addSpecialGroups(
  tenant: Tenant,
  preset: TenantPreset,
  departmentGroups: readonly GroupEntity[],
  users: readonly UserEntity[],
): void {
  const nested = addGroup(tenant, {
    displayName: 'All Departments',
    description: 'Nested: one group per department',
  });
  for (const group of departmentGroups) tenant.addMember(nested.id, group.id);
  if (users[0]) tenant.addOwner(nested.id, users[0].id);
  const project = addGroup(tenant, {
    displayName: 'Project Überflieger',
    description: 'A Microsoft 365 group',
    groupTypes: ['Unified'],
    mailEnabled: true,
    mailNickname: 'project-ueberflieger',
    mail: `project-ueberflieger@${preset.domain}`,
    visibility: 'Private',
  });
  const list = addGroup(tenant, {
    displayName: 'Newsletter Readers',
    description: 'A distribution list',
    mailEnabled: true,
    securityEnabled: false,
    mailNickname: 'newsletter',
    mail: `newsletter@${preset.domain}`,
  });
  addGroup(tenant, {
    displayName: 'Cloud Admins',
    description: 'May hold directory roles',
    isAssignableToRole: true,
  });
  const dynamic = addGroup(tenant, {
    displayName: 'Everyone in Sales (dynamic)',
    description: 'Filled by a rule',
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.department -eq "Sales"',
    membershipRuleProcessingState: 'On',
  });
  let index = 0;
  for (const user of users) {
    index += 1;
    if (index % 11 === 0) tenant.addMember(project.id, user.id);
    if (index % 7 === 0) tenant.addMember(list.id, user.id);
    if (user.department === 'Sales') tenant.addMember(dynamic.id, user.id);
  }
}

function addGroup(
  tenant: Tenant,
  group: Partial<GroupEntity> & Pick<GroupEntity, 'displayName'>,
): GroupEntity {
  const nickname = group.displayName
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  const synced = group.onPremisesSyncEnabled ?? null;
  const added: GroupEntity = {
    ...createGroup(tenant.random.guid(), toIso(tenant.clock.now() - 300 * 86_400_000)),
    mailNickname: nickname,
    onPremisesLastSyncDateTime: synced ? toIso(tenant.clock.now() - 900_000) : null,
    onPremisesSamAccountName: synced ? nickname : null,
    ...group,
  };
  tenant.groups.load([added]);
  return added;
}

/** A security group with nothing in it. */
export function createGroup(id: string, createdDateTime: string): GroupEntity {
  return {
    id,
    displayName: '',
    description: null,
    mail: null,
    mailEnabled: false,
    mailNickname: '',
    securityEnabled: true,
    groupTypes: [],
    membershipRule: null,
    membershipRuleProcessingState: null,
    isAssignableToRole: null,
    uniqueName: null,
    visibility: null,
    createdDateTime,
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: null,
    onPremisesSamAccountName: null,
    assignedLicenses: [],
    licenseProcessingState: null,
  };
}
