import { getPlanId } from '../tenant/service-plans.js';

const id = getPlanId;

/** Plans that exclude one another: at most one of each set may be on for a user. */
const exclusiveSets: readonly (readonly string[])[] = [
  [
    '90927877-dcff-4af6-b346-2332c0b15bb7', // EXCHANGE_B_STANDARD
    'da040e0a-b393-4bea-bb76-928b3fa1cf5a', // EXCHANGE_S_ARCHIVE
    id('EXCHANGE_S_DESKLESS'),
    '1126bef5-da20-4f07-b45e-ad25d2581aa8', // EXCHANGE_S_ESSENTIALS
    id('EXCHANGE_S_STANDARD'),
    'fc52cc4b-ed7d-472d-bbe7-b081c23ecc56', // EXCHANGE_S_STANDARD_MIDMARKET
  ],
  [id('EXCHANGE_S_ENTERPRISE'), id('EXCHANGE_S_STANDARD')],
  [
    'afcafa6a-d966-4462-918c-ec0b4e0fe642', // ONEDRIVEENTERPRISE
    'a361d6e2-509e-4e25-a8ad-950060064ef4', // SHAREPOINT_S_DEVELOPER
    id('SHAREPOINTDESKLESS'),
    id('SHAREPOINTENTERPRISE'),
    '63038b2c-28d0-45f6-bc36-33062963b498', // SHAREPOINTENTERPRISE_EDU
    '6b5b6a67-fc72-4a1f-a2b5-beecf05de761', // SHAREPOINTENTERPRISE_MIDMARKET
    'a1f3d0a8-84c0-4ae0-bae4-685917b8ab48', // SHAREPOINTLITE
    id('SHAREPOINTSTANDARD'),
    '0a4983bb-d3e5-4a09-95d8-b2d0127b3df5', // SHAREPOINTSTANDARD_EDU
  ],
  [
    id('MCOIMP'),
    'b2669e95-76ef-4e7e-a367-002f60a39f3e', // MCOSTANDARD_MIDMARKET
    id('MCOSTANDARD'),
    '70710b6b-3ab4-4a38-9f6d-9f169461650a', // MCOLITE
  ],
  [id('MCOPSTN1'), id('MCOPSTN2'), '54a152dc-90de-4996-93d2-bc47e670fc06' /* MCOPSTN5 */],
  [id('INTUNE_A'), '3e170737-c728-4eae-bbb9-3f3360f7184c' /* INTUNE_A_VL */],
  [id('RMS_S_ENTERPRISE'), '6a76346d-5d6e-4051-9fe3-ed3f312b5597' /* RMS_S_ENTERPRISE_GOV */],
  [
    id('YAMMER_ENTERPRISE'),
    '2078e8df-cff6-4290-98cb-5408261a760a', // YAMMER_EDU
    '41bf139a-4e60-409f-9346-a1361efc6dfb', // YAMMER_MIDSIZE
  ],
];

const exchangeMailboxes = [id('EXCHANGE_S_STANDARD'), id('EXCHANGE_S_ENTERPRISE')];

/** Plans that need one of others to be on. */
const prerequisites = new Map<string, readonly string[]>([
  [id('SHAREPOINT_PROJECT'), [id('SHAREPOINTENTERPRISE')]],
  [id('WORKPLACE_ANALYTICS'), exchangeMailboxes],
  [id('THREAT_INTELLIGENCE'), [...exchangeMailboxes, id('EXCHANGE_S_DESKLESS')]],
  [id('MCOEV'), [id('TEAMS1')]],
  [id('MCOPSTN1'), [id('MCOEV')]],
  [id('MCOPSTN2'), [id('MCOEV')]],
]);

/** Two plans of the set that exclude one another, or undefined. */
export function findConflict(plans: ReadonlySet<string>): readonly [string, string] | undefined {
  for (const set of exclusiveSets) {
    const [first, second] = set.filter((plan) => plans.has(plan));
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
}

export function describeConflict(plans: readonly [string, string]): string {
  return `License assignment failed because service plans ${plans.join(', ')} are mutually exclusive.`;
}

/** A plan and what it needs. */
export interface MissingPrerequisite {
  readonly plan: string;
  readonly needs: readonly string[];
}

export function describeMissing({ plan, needs }: MissingPrerequisite): string {
  return `License assignment failed because service plan ${plan} depends on the service plan(s) ${needs.join(', ')}`;
}

/** A plan of the set whose prerequisites are all missing, with them, or undefined. */
export function findMissingPrerequisite(plans: ReadonlySet<string>): MissingPrerequisite | undefined {
  for (const [plan, needs] of prerequisites)
    if (plans.has(plan) && !needs.some((need) => plans.has(need))) return { plan, needs };
  return undefined;
}
