/**
 * Service plans of which a user may have at most one at a time. Written from Microsoft's documents; most plans of one
 * service go together since January 2023.
 */
export interface ExclusiveSet {
  readonly service: string;
  /** Ids by name. */
  readonly plans: Readonly<Record<string, string>>;
  /** The document that names the set. */
  readonly source: string;
}

/**
 * A list that Microsoft says it does not keep up. What it still names of Exchange, SharePoint and Skype for Business
 * no longer holds: "any combination" of the suites and stand-alone plans may be held by one user.
 *
 * @see https://techcommunity.microsoft.com/t5/exchange-team-blog/introducing-support-for-concurrent-exchange-online-license/ba-p/3721098
 */
const reference = 'https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference';

const exclusiveSets: readonly ExclusiveSet[] = [
  {
    service: 'Calling plans',
    plans: {
      MCOPSTN1: '4ed3ff63-69d7-4fb7-b984-5aec7f605ca8',
      MCOPSTN2: '5a10155d-f5c1-411a-a8ec-e99aae125390',
      MCOPSTN5: '54a152dc-90de-4996-93d2-bc47e670fc06',
    },
    source: `${reference}#service-skype-for-business`,
  },
  {
    service: 'Intune',
    plans: {
      INTUNE_A: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
      INTUNE_A_VL: '3e170737-c728-4eae-bbb9-3f3360f7184c',
      INTUNE_B: '2dc63b8a-df3d-448f-b683-8655877c9360',
    },
    source: `${reference}#service-intune`,
  },
  {
    service: 'Azure Rights Management',
    plans: {
      RMS_S_ENTERPRISE: 'bea4c11e-220a-4e6d-8eb8-8ea15d019f90',
      RMS_S_ENTERPRISE_GOV: '6a76346d-5d6e-4051-9fe3-ed3f312b5597',
    },
    source: `${reference}#service-microsoft-365`,
  },
  {
    service: 'Yammer',
    plans: {
      YAMMER_ENTERPRISE: '7547a3fe-08ee-4ccb-b430-5077c5041653',
      YAMMER_EDU: '2078e8df-cff6-4290-98cb-5408261a760a',
      YAMMER_MIDSIZE: '41bf139a-4e60-409f-9346-a1361efc6dfb',
    },
    source: `${reference}#service-yammer`,
  },
  {
    service: 'Dynamics CRM',
    plans: {
      CRMPLAN1: '119cf168-b6cf-41fb-b82e-7fee7bae5814',
      CRMPLAN2: 'bf36ca64-95c6-4918-9275-eb9f4ce2c04f',
      CRMSTANDARD: 'f9646fb2-e3b2-4309-95de-dc4833737456',
      DYN365_ENTERPRISE_P1_IW: '056a5f80-b4e0-4983-a8be-7ad254a113c9',
      DYN365_ENTERPRISE_SALES: '2da8e897-7791-486b-b08f-cc63c8129df7',
      DYN365_ENTERPRISE_TEAM_MEMBERS: '6a54b05e-4fab-40e7-9828-428db3b336fa',
      EMPLOYEE_SELF_SERVICE: 'ba5f0cfa-d54a-4ea0-8cf4-a7e1dc4423d8',
    },
    source: `${reference}#service-dynamics-crm`,
  },
];

/** Two of these service plans (ids that are on for one user) that exclude one another, or undefined. */
export function findConflict(enabled: ReadonlySet<string>): readonly [string, string] | undefined {
  for (const { plans } of exclusiveSets) {
    const [first, second] = Object.values(plans).filter((id) => enabled.has(id));
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
}

/** Graph's words. Source of the text: licensing-groups-resolve-problems, and what administrators report. */
export function describeConflict(plans: readonly [string, string]): string {
  return `License assignment failed because service plans ${plans.join(', ')} are mutually exclusive.`;
}
