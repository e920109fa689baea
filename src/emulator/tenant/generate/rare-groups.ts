import { deleteGroup } from '../../directory/recycle-bin.js';
import type { GroupEntity, UserEntity } from '../entities.js';
import type { TenantPreset } from '../presets/tenant-preset.js';
import { Random } from '../random.js';
import type { Tenant } from '../tenant.js';
import { createGroup } from './groups.js';
import { toIso } from './users.js';

/** Groups that tools forget: mail-enabled security groups, hidden members, groups in the recycle bin. */
export function generateRareGroups(
  tenant: Tenant,
  preset: TenantPreset,
  users: readonly UserEntity[],
  seed: number,
): void {
  // A stream of its own: the people, licenses and other groups of a seed do not depend on these.
  const random = new Random(seed ^ 0x1f83d9ab);
  const createdDateTime = toIso(tenant.clock.now() - 200 * 86_400_000);
  const add = (group: Partial<GroupEntity>): GroupEntity =>
    tenant.groups.add({ ...createGroup(random.guid(), createdDateTime), ...group });
  const leads = add({
    displayName: 'Project Leads',
    description: 'A mail-enabled security group',
    mailEnabled: true,
    mailNickname: 'projectleads',
    mail: `projectleads@${preset.domain}`,
  });
  const council = add({
    displayName: 'Works Council',
    description: 'Nobody else sees who is in it',
    groupTypes: ['Unified'],
    mailEnabled: true,
    securityEnabled: false,
    mailNickname: 'workscouncil',
    mail: `workscouncil@${preset.domain}`,
    visibility: 'HiddenMembership',
  });
  const finished = add({
    displayName: 'Relocation 2025',
    description: 'Deleted, and can be restored',
    mailNickname: 'relocation2025',
  });
  for (const [index, user] of users.entries()) {
    if (index % 9 === 4) tenant.addMember(leads.id, user.id);
    if (index % 13 === 5) tenant.addMember(council.id, user.id);
    if (index % 17 === 6) tenant.addMember(finished.id, user.id);
  }
  deleteGroup(tenant, finished);
}
