/** A service plan that needs one of others to be on. Microsoft publishes no list; each row has its own source. */
export interface Requirement {
  readonly name: string;
  readonly plan: string;
  /** Ids by name; one is enough. */
  readonly needsOneOf: Readonly<Record<string, string>>;
  readonly source: string;
}

const exchangePlan1 = { EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c' };
const exchangePlan2 = { EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0' };
const teams = { TEAMS1: '57ff2da0-773e-42df-b2af-ffb7a2317929' };
const skypeForBusiness = { MCOSTANDARD: '0feaeb32-d00e-4d66-bd5a-43b5b83db82c' };
const teamsPhone = { MCOEV: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7' };

const groupProblems = 'https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems';
const teamsAddOns =
  'https://learn.microsoft.com/microsoftteams/teams-add-on-licensing/assign-teams-add-on-licenses';

const requirements: readonly Requirement[] = [
  {
    name: 'WORKPLACE_ANALYTICS',
    plan: 'f477b0f0-3bb1-4890-940c-40fcee6ce05f',
    needsOneOf: { ...exchangePlan1, ...exchangePlan2 },
    source: `${groupProblems}#manage-licenses-for-products-with-prerequisites`,
  },
  {
    // Skype for Business in the document's example; Teams took its place.
    name: 'MCOMEETADV',
    plan: '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40',
    needsOneOf: { ...teams, ...skypeForBusiness },
    source: `${groupProblems}#when-a-licensed-group-is-deleted`,
  },
  {
    // Microsoft 365 E5 (no Teams) holds it beside Skype for Business, and is assigned on its own.
    name: 'MCOEV',
    plan: teamsPhone.MCOEV,
    needsOneOf: { ...teams, ...skypeForBusiness },
    source: teamsAddOns,
  },
  {
    name: 'MCOPSTN1',
    plan: '4ed3ff63-69d7-4fb7-b984-5aec7f605ca8',
    needsOneOf: teamsPhone,
    source: teamsAddOns,
  },
  {
    name: 'MCOPSTN2',
    plan: '5a10155d-f5c1-411a-a8ec-e99aae125390',
    needsOneOf: teamsPhone,
    source: teamsAddOns,
  },
  {
    // "service plan fe71d6c3-… depends on the service plan(s) 5dbe027f-…"
    name: 'SHAREPOINT_PROJECT',
    plan: 'fe71d6c3-a2ea-4499-9778-da042bf08063',
    needsOneOf: { SHAREPOINTENTERPRISE: '5dbe027f-2339-4123-9542-606e4d348a72' },
    source: 'an answer of reprocessLicenseAssignment, as an administrator published it',
  },
  {
    name: 'THREAT_INTELLIGENCE',
    plan: '8e0c0a52-6a6c-4d40-8370-dd62790dcd70',
    needsOneOf: {
      ...exchangePlan1,
      ...exchangePlan2,
      EXCHANGE_S_DESKLESS: '4a82b400-a79f-41a4-b4e2-e94f5787b113',
    },
    source: 'answers of assignLicense, as administrators published them',
  },
];

/** A service plan and what it needs, as ids. */
export interface MissingPrerequisite {
  readonly plan: string;
  readonly needs: readonly string[];
}

/** The service plans among these (ids that are on for one user or group) that lack what they need. */
export function listMissingPrerequisites(enabled: ReadonlySet<string>): MissingPrerequisite[] {
  return requirements
    .map(({ plan, needsOneOf }) => ({ plan, needs: Object.values(needsOneOf) }))
    .filter(({ plan, needs }) => enabled.has(plan) && !needs.some((id) => enabled.has(id)));
}

/** Graph's words. */
export function describeMissing({ plan, needs }: MissingPrerequisite): string {
  return `License assignment failed because service plan ${plan} depends on the service plan(s) ${needs.join(', ')}`;
}
