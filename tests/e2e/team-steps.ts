import type { Portal } from '../../demo/server/start-portal.js';
import type { EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';
import type { Candidate } from './choose-people.js';
import { signIn } from './first-steps.js';

/** Opens the portal as one of its people, with the workspaces stored in the tenant's own groups. */
export async function openInTenant(portal: Portal, person: number): Promise<Admin> {
  const admin = await Admin.open(portal.url);
  await admin.page.select('#store', 'tenant');
  await signIn(admin, portal, person);
  // The store takes permissions of its own.
  await admin.press('button', 'Request permission', 'workspace-list');
  await admin.press('button', 'Accept');
  return admin;
}

/** The first administrator has the group made in which the workspaces are stored. */
export async function makeStore(admin: Admin): Promise<void> {
  await admin.press('button', 'Create a new group', 'workspace-list');
}

/** Any other one accepts it. */
export async function acceptStore(admin: Admin): Promise<void> {
  await admin.press('button', 'Use these workspaces: the group Office 365 workspaces', 'workspace-list');
}

/** Who of these people holds a plan: the tenant's own truth. */
export function listHolders(
  { users }: EmulatorState,
  skuId: string,
  people: readonly Candidate[],
): readonly string[] {
  const ids = new Set(people.map(({ id }) => id));
  return users
    .filter(
      ({ id, assignedLicenses }) => ids.has(id) && assignedLicenses.some((held) => held.skuId === skuId),
    )
    .map(({ id }) => id);
}

/** How often Graph was asked to write each of these people, and how often it did. */
export function countWrites(
  { users }: EmulatorState,
  people: readonly Candidate[],
): readonly { readonly asked: number; readonly done: number }[] {
  const ids = new Set(people.map(({ id }) => id));
  return users
    .filter(({ id }) => ids.has(id))
    .map(({ writes, writesDone }) => ({ asked: writes, done: writesDone }));
}
