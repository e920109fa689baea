import type { Portal } from '../../demo/server/start-portal.js';
import type { EmulatorState } from '../../src/emulator/index.js';
import { Admin } from './admin.js';
import type { Candidate } from './choose-people.js';
import { requestAll, signIn, startSigningIn } from './first-steps.js';

/** How administrators come to share their workspaces, by where these are kept. */
export interface TeamPlace {
  readonly what: string;
  readonly open: (portal: Portal, person: number) => Promise<Admin>;
  /** What the first of them does before anything can be stored. */
  readonly begin: (admin: Admin) => Promise<void>;
  /** What any other one does. */
  readonly join: (admin: Admin) => Promise<void>;
  /** Whether others see the details of a publish. */
  readonly sharesHistory: boolean;
}

/** Without a server of the portal's. */
const inTenant: TeamPlace = {
  what: 'in the tenant',
  open: openInTenant,
  begin: makeStore,
  join: acceptStore,
  sharesHistory: false,
};

/** By its own back end: the first administrator connects the tenant to it. */
const atPortal: TeamPlace = {
  what: 'in the portal’s back end',
  async open(portal, person) {
    const admin = await Admin.open(portal.url);
    await admin.page.select('#store', 'portal');
    await startSigningIn(admin, portal, person);
    return admin;
  },
  async begin(admin) {
    await admin.press('button', 'Connect', '#connect');
    await requestAll(admin);
  },
  join: requestAll,
  sharesHistory: true,
};

export const teamPlaces: readonly TeamPlace[] = [inTenant, atPortal];

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
