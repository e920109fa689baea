import type { Confidence, FindingGroup, FindingKind } from '../../../model/usage/finding-kind.js';
import type { Format } from '../../format.js';
import { licenseError } from './license-errors.js';

export const insightsStrings = (format: Format) => {
  const people = (count: number) => format.count(count, { one: 'person', other: 'people' });
  const licenses = (count: number) => format.count(count, { one: 'license', other: 'licenses' });
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  return {
    heading: 'Potential savings',
    /** @param total - money, written */
    answerMoney: (total: string, unassigned: string, unused: string) =>
      `${total} a month: ${unassigned} unassigned, ${unused} assigned but not used.`,
    answerCount: (unassigned: number, unused: number) =>
      `${licenses(unassigned)} ${is(unassigned)} unassigned, ${format.number(unused)} ${is(unused)} assigned but not used.`,
    answerNothing: 'No waste found.',
    countsOnce: 'A license that appears in two findings counts once.',
    pricesYours: 'Prices come from this portal.',
    noPrices: 'This portal provides no prices, so only licenses are counted.',
    reading: (count: number) => `${people(count)} checked so far`,
    finding: 'Finding',
    people: 'People',
    licenses: 'Licenses',
    aMonth: 'Per month',
    howSure: 'Confidence',
    action: 'Action',
    groups: {
      unassigned: 'Unassigned',
      unused: 'Assigned, not used',
      disorder: 'Needs cleanup',
    } satisfies Record<FindingGroup, string>,
    confidence: {
      certain: 'Certain',
      'very-likely': 'Very likely',
      likely: 'Likely',
    } satisfies Record<Confidence, string>,
    /** @param plan - the plan it is about; @param containing - the plan that includes it */
    title: (kind: FindingKind, plan: string, containing: string, days: number, dated: boolean) =>
      ({
        unassigned: dated ? `${plan}, unassigned before renewal` : `${plan}, unassigned`,
        expiring: `${plan} ends`,
        suspended: `${plan} is suspended`,
        'sign-in-disabled': 'Sign-in disabled, still licensed',
        'never-signed-in': 'Never signed in',
        inactive: `No sign-in for ${format.number(days)} days`,
        overlapping: `${containing} already includes ${plan}`,
        'shared-mailbox': 'Shared mailboxes with a license',
        'direct-and-group': `${plan} assigned directly and through a group`,
        'assignment-error': `${plan} couldn’t be assigned`,
      })[kind],
    unassignedNote: (available: number, total: number, on?: Date, days?: number) =>
      `${format.number(available)} of ${format.number(total)} unassigned${
        on
          ? `; next renewal or end date ${format.date(on)}, in ${format.count(days ?? 0, { one: 'day', other: 'days' })}`
          : ''
      }`,
    expiringNote: (count: number, total: number, unassigned: number, on?: Date) =>
      `${format.number(count)} of ${format.number(total)} ${count === 1 ? 'ends' : 'end'}${on ? ` on ${format.date(on)}` : ''}, ${format.number(unassigned)} ${is(unassigned)} unassigned`,
    suspendedNote: (count: number) => `${licenses(count)} can’t be used until the subscription is renewed`,
    disabledNote: (count: number) =>
      `${format.count(count, { one: 'account', other: 'accounts' })} no one can use`,
    neverNote: (days: number) => `Created more than ${format.number(days)} days ago`,
    inactiveNote: (count: number, unknown: number) =>
      unknown === 0
        ? people(count)
        : `${people(count)}; ${format.number(unknown)} with no sign-in data ${unknown === 1 ? 'isn’t' : 'aren’t'} counted`,
    overlappingNote: (plan: string, containing: string) =>
      `These people also have ${containing}, which includes every app in ${plan}`,
    sharedNote: 'Sign-in is disabled, but the mailbox is in use; below 50 GB, it needs no license',
    bothNote: 'Costs nothing extra, but leaving the group doesn’t free the license',
    errorNote: 'Microsoft tried and failed; these people may be missing the plan',
    kept: (count: number) => `${format.number(count)} kept on purpose`,
    readAt: (at: Date) => `as of ${format.time(at)}`,
    age: (at: Date, now: Date) => `updated ${format.relative(at, now)}`,
    reclaim: (count: number) => `Reclaim ${format.number(count)}…`,
    /** Labels begin with what the button says, so that speech input finds it. */
    reclaimLabel: (count: number, title: string) => `Reclaim ${format.number(count)}… ${title}`,
    keepGroup: (count: number) => `Keep only the group license for ${format.number(count)}…`,
    keepGroupLabel: (count: number, title: string) =>
      `Keep only the group license for ${format.number(count)}… ${title}`,
    lookAt: (count: number) => `View ${format.number(count)}`,
    showUsers: 'Show users',
    showUsersOf: (plan: string) => `Show users with ${plan}`,
    remind: 'Remind me',
    remindLabel: (plan: string) => `Remind me about ${plan} in my calendar`,
    remindTitle: (plan: string, count: number) => `${plan}: ${licenses(count)} unassigned`,
    openFinding: (title: string) => `${title}: show people`,
    onlyByGroup: (names: string) => `through ${names}; remove them from the group to free it`,
    aGroup: 'a group',
    disabled: 'sign-in disabled',
    neverSince: (created: Date) => `never, account created ${format.date(created)}`,
    lastSignIn: (at: Date) => `last sign-in ${format.date(at)}`,
    byGroup: (names: string) => `through ${names}`,
    appsLost: (names: readonly string[]) =>
      `turns off ${names.length > 3 ? format.count(names.length, { one: 'app', other: 'apps' }) : format.list(names)}`,
    licenseError,
    showMore: (count: number) => `Show ${format.number(count)} more`,
    mailboxNote: 'A mailbox without a license is deleted after 30 days. The review shows which ones.',
    keep: 'Keep…',
    keepLabel: (name: string) => `Keep… the licenses of ${name} on purpose`,
    keepPlanLabel: (plan: string) => `Keep… all of ${plan} on purpose`,
    change: 'Change',
    changeLabel: (name: string) => `Change why ${name} is kept on purpose`,
    keptWords: (reason: string, by: string, until?: Date) =>
      `Kept on purpose${until ? ` until ${format.date(until)}` : ''}: ${reason}${by ? `, by ${by}` : ''}`,
    keepPlanNote: 'Excludes the plan from all findings, including those about people who have it.',
    keepReason: 'Why',
    keepReasonHint: 'For example, legal hold or long leave',
    keepReasonMissing: 'Enter a reason, so others know why.',
    keepUntil: 'Until (leave empty for no end date)',
    keepNow: 'Keep',
    keepEnd: 'Stop keeping',
    keptOnPurpose: (count: number) => `Kept on purpose: ${format.number(count)}`,
    keptNone:
      'Nothing is kept on purpose. To exclude a person or plan from the findings, select “Keep…” beside it.',
    keptWho: 'Person or plan',
    keptWhy: 'Why',
    keptUntil: 'Until',
    keptBy: 'By',
    forEver: 'No end date',
    over: 'expired',
    allPlans: 'all plans',
    everybody: 'Entire plan',
    days: 'Days without sign-in',
    daysShort: (days: number) => `${format.number(days)} days`,
    signInsOff: 'Last sign-ins aren’t included yet',
    signInsOffWhy:
      'They show who hasn’t used a license for months. This asks for AuditLog.Read.All and requires Microsoft Entra ID P1.',
    signInsRead: 'Include last sign-ins',
    signInsReading: (count: number, total: number) =>
      `Last sign-ins: ${format.number(count)} of ${people(total)} checked`,
    signInsReadingWhy: 'Microsoft allows 5,000 people per minute. People checked so far are already counted.',
    signInsAge: (at: Date, now: Date) => `Last sign-ins were updated ${format.relative(at, now)}`,
    signInsAgeWhy:
      'Microsoft limits how fast they can be read, so they’re refreshed once a day while this page is open.',
    refreshNow: 'Refresh now',
    premium: 'Last sign-ins require Microsoft Entra ID P1',
    premiumWhy:
      'This tenant has no plan that includes it (Entra ID P1 or P2, Microsoft 365 E3, E5, F1, F3 or Business Premium). The other findings are complete.',
    reportOff: 'The mailbox report isn’t included yet',
    reportOffWhy:
      'It shows shared mailboxes that need no license. This asks for Reports.Read.All and a role such as Reports Reader.',
    reportRead: 'Include the mailbox report',
    reportConcealed: 'The mailbox report hides names',
    reportConcealedWhy:
      'This tenant hides names in reports, so people can’t be identified. A Global Administrator can show them in the Microsoft 365 admin center, under Settings > Org settings > Reports.',
    reportAge: (asOf: Date) => `The mailbox report covers data through ${format.date(asOf)}`,
    renewalsUnknown: 'Trials and renewal dates aren’t available yet',
    exportCsv: 'Export CSV',
    exportLabel: 'Export CSV of the findings',
    fileName: 'license-findings',
    exportFailed: 'The file couldn’t be created',
    keepFailed: 'This couldn’t be recorded',
    person: 'Person',
    userName: 'Username',
    department: 'Department',
    plan: 'Plan',
    partNumber: 'Part number',
    source: 'Source',
    since: 'Since',
    emptyTitle: 'Nothing to clean up',
    emptyWhy: 'No waste or problems found. Including the data below may show more.',
  };
};
export type InsightsStrings = ReturnType<typeof insightsStrings>;
