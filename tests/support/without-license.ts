import type { Emulator } from '../../src/emulator/index.js';

const graph = 'https://graph.microsoft.com/v1.0';

/**
 * Lets a group give a plan of which nothing is left, and then frees so many licenses: its members stand without, for
 * Microsoft does not look at them again by itself.
 */
export async function leaveWithoutLicense(
  emulator: Emulator,
  skuId: string,
  free: number,
): Promise<{ readonly groupId: string; readonly members: readonly string[] }> {
  const { groups, users } = emulator.state();
  const group = groups.find(({ displayName }) => displayName === 'IT Team');
  if (!group) throw new Error('The tenant has no IT Team.');
  const license = { skuId, disabledPlans: [] };
  const holders: string[] = [];
  for (const { id, usageLocation, assignedLicenses } of users) {
    const lacks = !assignedLicenses.some((held) => held.skuId === skuId);
    if (usageLocation === null || !lacks || group.members.includes(id)) continue;
    if ((await assign(emulator, `/users/${id}`, [license], [])) !== 200) break;
    holders.push(id);
  }
  await assign(emulator, `/groups/${group.id}`, [license], []);
  await emulator.clock.sleep(120_000);
  for (const userId of holders.slice(0, free)) await assign(emulator, `/users/${userId}`, [], [skuId]);
  return { groupId: group.id, members: group.members };
}

async function assign(
  emulator: Emulator,
  path: string,
  addLicenses: readonly object[],
  removeLicenses: readonly string[],
): Promise<number> {
  const token = await emulator.issueToken({ scopes: ['LicenseAssignment.ReadWrite.All'] });
  const { status } = await emulator.fetch(`${graph}${path}/assignLicense`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ addLicenses, removeLicenses }),
  });
  return status;
}
