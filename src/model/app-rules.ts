import type { PlanApp } from './plan.js';

/**
 * What is remembered of apps (service plans) that exclude or need each other. Microsoft publishes no complete list, and
 * takes more together each year: a conflict is a warning, and Microsoft's answer to the assignment is the truth.
 */

/** Two apps (service plan ids), sorted. */
export type AppPair = readonly [string, string];

/** Two apps of which a user can usually have only one. */
export interface AppConflict {
  readonly servicePlanIds: AppPair;
  /** Whether Microsoft itself refused the two in this tenant; else they are only known from its documentation. */
  readonly refused: boolean;
}

/** An app that needs one of others, of which the user has none. */
export interface MissingPrerequisite {
  readonly servicePlanId: string;
  readonly needsOneOf: readonly string[];
}

export const exchangeKiosk = '4a82b400-a79f-41a4-b4e2-e94f5787b113';
export const exchangePlan1 = '9aaf7827-d63c-4b61-89c3-182f06f82e5c';
export const exchangePlan2 = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
const exchangeEssentials = '1126bef5-da20-4f07-b45e-ad25d2581aa8';
const exchangePop = '90927877-dcff-4af6-b346-2332c0b15bb7';
const exchangeMidsize = 'fc52cc4b-ed7d-472d-bbe7-b081c23ecc56';

const sharePointPlan2 = '5dbe027f-2339-4123-9542-606e4d348a72';

const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';

const skypeForBusiness = '0feaeb32-d00e-4d66-bd5a-43b5b83db82c';
const audioConferencing = '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40';

const teamsPhone = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';
export const callingPlans = [
  '4ed3ff63-69d7-4fb7-b984-5aec7f605ca8', // MCOPSTN1
  '5a10155d-f5c1-411a-a8ec-e99aae125390', // MCOPSTN2
  '54a152dc-90de-4996-93d2-bc47e670fc06', // MCOPSTN5
] as const;

/**
 * Of each set, a user can usually have one app. What is left of Microsoft's list "Service plans that cannot be assigned at
 * the same time" since concurrent plans came: Exchange, SharePoint, Teams and the suites with them go together.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 * @see https://techcommunity.microsoft.com/blog/exchange/3721098 concurrent plans, January 2023
 */
const exclusiveSets: readonly (readonly string[])[] = [
  callingPlans,
  // Intune
  [
    'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', // INTUNE_A
    '3e170737-c728-4eae-bbb9-3f3360f7184c', // INTUNE_A_VL
    '2dc63b8a-df3d-448f-b683-8655877c9360', // INTUNE_B
  ],
  // Rights management
  [
    'bea4c11e-220a-4e6d-8eb8-8ea15d019f90', // RMS_S_ENTERPRISE
    '6a76346d-5d6e-4051-9fe3-ed3f312b5597', // RMS_S_ENTERPRISE_GOV
  ],
  // Yammer
  [
    '7547a3fe-08ee-4ccb-b430-5077c5041653', // YAMMER_ENTERPRISE
    '2078e8df-cff6-4290-98cb-5408261a760a', // YAMMER_EDU
    '41bf139a-4e60-409f-9346-a1361efc6dfb', // YAMMER_MIDSIZE
  ],
  // Dynamics
  [
    '119cf168-b6cf-41fb-b82e-7fee7bae5814', // CRMPLAN1
    'bf36ca64-95c6-4918-9275-eb9f4ce2c04f', // CRMPLAN2
    'f9646fb2-e3b2-4309-95de-dc4833737456', // CRMSTANDARD
    '056a5f80-b4e0-4983-a8be-7ad254a113c9', // DYN365_ENTERPRISE_P1_IW
    '2da8e897-7791-486b-b08f-cc63c8129df7', // DYN365_ENTERPRISE_SALES
    '6a54b05e-4fab-40e7-9828-428db3b336fa', // DYN365_ENTERPRISE_TEAM_MEMBERS
    'ba5f0cfa-d54a-4ea0-8cf4-a7e1dc4423d8', // EMPLOYEE_SELF_SERVICE
  ],
];

/**
 * What an app needs: one of the others. Examples from Microsoft's pages and answers; nobody has the whole list.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 * @see https://learn.microsoft.com/microsoftteams/teams-add-on-licensing/assign-teams-add-on-licenses
 */
const prerequisites: Readonly<Record<string, readonly string[]>> = {
  // SHAREPOINT_PROJECT
  'fe71d6c3-a2ea-4499-9778-da042bf08063': [sharePointPlan2],
  // WORKPLACE_ANALYTICS
  'f477b0f0-3bb1-4890-940c-40fcee6ce05f': [exchangePlan1, exchangePlan2],
  // THREAT_INTELLIGENCE, Defender for Office 365 (Plan 2)
  '8e0c0a52-6a6c-4d40-8370-dd62790dcd70': [
    exchangeKiosk,
    exchangePlan1,
    exchangePlan2,
    exchangeEssentials,
    exchangeMidsize,
    exchangePop,
  ],
  [teamsPhone]: [teams, skypeForBusiness],
  [audioConferencing]: [teams, skypeForBusiness],
  ...Object.fromEntries(callingPlans.map((id) => [id, [teamsPhone]])),
};

const setsOfApp = new Map<string, readonly (readonly string[])[]>();
for (const set of exclusiveSets) for (const id of set) setsOfApp.set(id, [...(setsOfApp.get(id) ?? []), set]);

const ruledApps = new Set([
  ...setsOfApp.keys(),
  ...Object.keys(prerequisites),
  ...Object.values(prerequisites).flat(),
]);

/** Whether an app excludes others, needs others or is needed: the apps that decide what a plan goes together with. */
export function hasRules(servicePlanId: string): boolean {
  return ruledApps.has(servicePlanId);
}

/**
 * The pairs among these apps (service plan ids that are on for one user) that are remembered as excluding each other.
 *
 * @param refused - the pairs that Microsoft refused in this tenant
 */
export function findConflicts(enabled: Iterable<string>, refused: readonly AppPair[] = []): AppConflict[] {
  const on = new Set(enabled);
  const conflicts = refused
    .filter((pair) => pair.every((id) => on.has(id)))
    .map((servicePlanIds): AppConflict => ({ servicePlanIds, refused: true }));
  const known = new Set(conflicts.map(({ servicePlanIds }) => servicePlanIds.join()));
  for (const set of new Set([...on].flatMap((id) => setsOfApp.get(id) ?? [])))
    for (const servicePlanIds of listPairs(set.filter((id) => on.has(id))))
      if (!known.has(servicePlanIds.join())) conflicts.push({ servicePlanIds, refused: false });
  return conflicts;
}

/** Every two of these apps, each pair sorted. */
export function listPairs(servicePlanIds: Iterable<string>): AppPair[] {
  const ids = [...new Set(servicePlanIds)].sort();
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b): AppPair => [a, b]));
}

/** The apps among these (service plan ids that are on for one user) that lack what they need. */
export function findMissingPrerequisites(enabled: Iterable<string>): MissingPrerequisite[] {
  const on = enabled instanceof Set ? (enabled as ReadonlySet<string>) : new Set(enabled);
  const missing: MissingPrerequisite[] = [];
  for (const servicePlanId of on) {
    const needsOneOf = prerequisites[servicePlanId];
    if (needsOneOf && !needsOneOf.some((id) => on.has(id))) missing.push({ servicePlanId, needsOneOf });
  }
  return missing;
}

/** The apps of a plan that are on when these are off. Apps for the whole company are left out: nobody switches them. */
export function enabledApps(apps: readonly PlanApp[], disabledPlans: readonly string[]): string[] {
  const off = new Set(disabledPlans);
  return apps.filter((app) => app.switchable && !off.has(app.servicePlanId)).map((app) => app.servicePlanId);
}

/** How big a mailbox these apps give: 0 none, 1 kiosk, 2 plan 1, 3 plan 2. */
export function mailboxSize(enabled: Iterable<string>): 0 | 1 | 2 | 3 {
  let size: 0 | 1 | 2 | 3 = 0;
  for (const id of enabled) {
    if (id === exchangePlan2) return 3;
    if (id === exchangePlan1 || id === exchangeMidsize) size = 2;
    else if (size === 0 && (id === exchangeKiosk || id === exchangeEssentials || id === exchangePop))
      size = 1;
  }
  return size;
}
