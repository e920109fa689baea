import type { Confidence, FindingGroup, FindingKind } from '../../model/usage/finding-kind.js';
import type { Format } from '../format.js';
import { licenseError } from './license-errors.js';

export const insightsStrings = (format: Format) => {
  const people = (count: number) => format.count(count, { one: 'person', other: 'people' });
  const licenses = (count: number) => format.count(count, { one: 'license', other: 'licenses' });
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  return {
    heading: 'Where money can be saved',
    /** @param total - money, written */
    answerMoney: (total: string, unassigned: string, unused: string) =>
      `${total} a month: ${unassigned} unassigned, ${unused} assigned but not used.`,
    answerCount: (unassigned: number, unused: number) =>
      `${licenses(unassigned)} ${is(unassigned)} unassigned, ${format.number(unused)} ${is(unused)} assigned but not used.`,
    answerNothing: 'Nothing is wasted, as far as can be seen.',
    countsOnce: 'A license that appears in two findings counts once.',
    pricesYours: 'Prices are your portal’s.',
    noPrices: 'This portal gives no prices, so licenses are counted only.',
    reading: (count: number) => `${people(count)} read so far`,
    finding: 'Finding',
    people: 'People',
    licenses: 'Licenses',
    aMonth: 'A month',
    howSure: 'How sure',
    action: 'What to do',
    groups: {
      unassigned: 'Unassigned',
      unused: 'Assigned, not used',
      disorder: 'To put in order',
    } satisfies Record<FindingGroup, string>,
    confidence: {
      certain: 'Certain',
      'very-likely': 'Very likely',
      likely: 'Likely',
    } satisfies Record<Confidence, string>,
    /** @param plan - the plan it is about; @param containing - the plan that brings the same */
    title: (kind: FindingKind, plan: string, containing: string, days: number, dated: boolean) =>
      ({
        unassigned: dated ? `${plan} before renewal` : `${plan}, unassigned`,
        expiring: `${plan} ends`,
        suspended: `${plan} is suspended`,
        'sign-in-disabled': 'Sign-in disabled, still licensed',
        'never-signed-in': 'Never signed in',
        inactive: `No sign-in for ${format.number(days)} days`,
        overlapping: `${plan} inside ${containing}`,
        'shared-mailbox': 'Shared mailboxes with a license',
        'direct-and-group': `${plan} directly and by group`,
        'assignment-error': `${plan} could not be assigned`,
      })[kind],
    unassignedNote: (available: number, total: number, on?: Date, days?: number) =>
      `${format.number(available)} of ${format.number(total)} unassigned${
        on
          ? `; next date ${format.date(on)}, in ${format.count(days ?? 0, { one: 'day', other: 'days' })}`
          : ''
      }`,
    expiringNote: (count: number, total: number, unassigned: number, on?: Date) =>
      `${format.number(count)} of ${format.number(total)} end${on ? ` on ${format.date(on)}` : ''}, ${format.number(unassigned)} ${is(unassigned)} unassigned`,
    suspendedNote: (count: number) => `${licenses(count)} cannot be used until the subscription is renewed`,
    disabledNote: (count: number) =>
      `${format.count(count, { one: 'account', other: 'accounts' })} nobody can use`,
    neverNote: (days: number) => `Made more than ${format.number(days)} days ago`,
    inactiveNote: (count: number, unknown: number) =>
      unknown === 0
        ? people(count)
        : `${people(count)}; ${format.number(unknown)} with unknown sign-in ${is(unknown)} not counted`,
    overlappingNote: (plan: string, containing: string) =>
      `Every app of ${plan} comes with ${containing}, held by the same person`,
    sharedNote: 'Sign-in is off and the mailbox is used. Below 50 GB it needs no license',
    bothNote: 'Costs nothing, but leaving the group would not free the license',
    errorNote: 'Microsoft tried and failed; these people may lack the plan',
    kept: (count: number) => `${format.number(count)} kept on purpose`,
    readAt: (at: Date) => `read ${format.time(at)}`,
    age: (at: Date, now: Date) => `read ${format.relative(at, now)}`,
    reclaim: (count: number) => `Reclaim ${format.number(count)}…`,
    /** Labels begin with what the button says, so that speech input finds it. */
    reclaimLabel: (count: number, title: string) => `Reclaim ${format.number(count)}… ${title}`,
    keepGroup: (count: number) => `Keep the group for ${format.number(count)}…`,
    keepGroupLabel: (count: number, title: string) => `Keep the group for ${format.number(count)}… ${title}`,
    lookAt: (count: number) => `Look at ${format.number(count)}`,
    showUsers: 'Show the users',
    showUsersOf: (plan: string) => `Show the users of ${plan}`,
    remind: 'Remind me',
    remindLabel: (plan: string) => `Remind me of ${plan} in my calendar`,
    remindTitle: (plan: string, count: number) => `${plan}: ${licenses(count)} unassigned`,
    openFinding: (title: string) => `${title}: show people`,
    onlyByGroup: (names: string) => `by group ${names}; leave the group to free it`,
    aGroup: 'a group',
    disabled: 'sign-in disabled',
    neverSince: (created: Date) => `never, account made ${format.date(created)}`,
    lastSignIn: (at: Date) => `last ${format.date(at)}`,
    byGroup: (names: string) => `by group ${names}`,
    appsLost: (names: readonly string[]) =>
      `turns off ${names.length > 3 ? format.count(names.length, { one: 'app', other: 'apps' }) : format.list(names)}`,
    licenseError,
    showMore: (count: number) => `Show ${format.number(count)} more`,
    mailboxNote: 'A mailbox without a license is deleted after 30 days. The review says whose.',
    keep: 'Keep…',
    keepLabel: (name: string) => `Keep… the licenses of ${name} on purpose`,
    keepPlanLabel: (plan: string) => `Keep… ${plan} as a whole on purpose`,
    change: 'Change',
    changeLabel: (name: string) => `Change why ${name} is kept`,
    keptWords: (reason: string, by: string, until?: Date) =>
      `${until ? `Kept until ${format.date(until)}` : 'Kept'}: ${reason}${by ? `, by ${by}` : ''}`,
    keepPlanNote: 'Leaves the plan out of all findings, also those about people who hold it.',
    keepReason: 'Why',
    keepReasonHint: 'legal hold, long leave',
    keepReasonMissing: 'A reason is needed, so that others know later.',
    keepUntil: 'Until (empty: for ever)',
    keepNow: 'Keep',
    keepEnd: 'Do not keep any more',
    keptOnPurpose: (count: number) => `Kept on purpose: ${format.number(count)}`,
    keptNone:
      'Nobody and nothing is kept on purpose. “Keep…” beside a person or plan leaves it out of the findings.',
    keptWho: 'Kept',
    keptWhy: 'Why',
    keptUntil: 'Until',
    keptBy: 'By',
    forEver: 'For ever',
    over: 'over',
    allPlans: 'all plans',
    everybody: 'Plan as a whole',
    days: 'Days without sign-in',
    daysShort: (days: number) => `${format.number(days)} days`,
    signInsOff: 'Last sign-ins are not read yet',
    signInsOffWhy:
      'They show who has not used a license for months. This asks for AuditLog.Read.All and needs Microsoft Entra ID P1.',
    signInsRead: 'Read last sign-ins',
    signInsReading: (count: number, total: number) =>
      `Last sign-ins: ${format.number(count)} of ${people(total)} read`,
    signInsReadingWhy: 'Microsoft allows 5,000 people a minute. What is read already counts.',
    signInsAge: (at: Date, now: Date) => `Last sign-ins were read ${format.relative(at, now)}`,
    signInsAgeWhy:
      'Microsoft allows reading them slowly, so they are refreshed once a day while this page is open.',
    refreshNow: 'Refresh now',
    premium: 'Last sign-ins need Microsoft Entra ID P1',
    premiumWhy:
      'This tenant has no plan with it (Entra ID P1 or P2, Microsoft 365 E3, E5, F1, F3 or Business Premium). The other findings are complete.',
    reportOff: 'The mailbox report is not read yet',
    reportOffWhy:
      'It shows shared mailboxes that need no license. This asks for Reports.Read.All and a role such as Reports Reader.',
    reportRead: 'Read the mailbox report',
    reportConcealed: 'The mailbox report conceals names',
    reportConcealedWhy:
      'The tenant hides names in reports, so nobody can be recognized. A Global Administrator can show them: admin center, Org settings, Reports.',
    reportAge: (asOf: Date) => `The mailbox report covers the time until ${format.date(asOf)}`,
    renewalsUnknown: 'Trials and renewal dates cannot be told yet',
    exportCsv: 'CSV',
    exportLabel: 'CSV export of the findings',
    fileName: 'license-findings',
    exportFailed: 'The file could not be written',
    keepFailed: 'This could not be noted',
    person: 'Person',
    userName: 'User name',
    department: 'Department',
    plan: 'Plan',
    partNumber: 'Part number',
    source: 'Source',
    since: 'Since',
    emptyTitle: 'Nothing to put in order',
    emptyWhy: 'No license is wasted or in disorder, as far as can be seen without the data below.',
  };
};
export type InsightsStrings = ReturnType<typeof insightsStrings>;
