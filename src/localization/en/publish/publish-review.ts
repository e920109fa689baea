import { blockReasons, type BlockReason } from '../../../model/publish/block.js';
import type { PublishWarning } from '../../../model/publish/change-set.js';
import type { PublishRoute } from '../../../model/workspace/workspace.js';
import type { Format } from '../../format.js';
import { colleagueStrings } from './publish-colleague.js';
import { publishHeadings } from './publish-headings.js';
import { publishRunStrings } from './publish-run.js';
import { publishWords } from './publish-words.js';

export const publishStrings = (format: Format) => {
  const { people, licenses, verb, writes, minutes } = publishWords(format);
  const reasons: Readonly<Record<BlockReason, string>> = {
    'user-missing': 'No longer in the directory',
    'licenses-unreadable': 'Licenses couldn’t be loaded',
    'usage-location-missing': 'No usage location',
    'not-synced': 'Not synchronized from Active Directory',
    'sign-in-disabled': 'Sign-in disabled',
    guest: 'Guests',
    'plan-suspended': 'Plan suspended',
    'plan-not-assignable': 'Plan can’t be assigned',
    'apps-conflict': 'App conflict',
    'prerequisite-missing': 'An app needs another app',
    'no-licenses-left': 'No licenses left',
    'licensed-by-group': 'Already licensed through a group',
    'given-by-workspace': 'Assigned by a workspace',
    'changed-since': 'Changed later',
    'service-unavailable': 'Service unavailable',
    'group-not-ours': 'Group not accepted',
  };
  return {
    headingPlain: 'Publish',
    headings: publishHeadings,
    swapOf: (plan: string, instead: string) => `${plan} for ${instead}`,
    swapOfPlans: 'plans',
    publishSwap: (count: number) => `Swap plans for ${people(count)}`,
    publishReclaim: (count: number) => `Reclaim ${licenses(count)}`,
    nothingToReclaim: {
      reclaim:
        'None of these licenses can be reclaimed. They’re already unassigned, or something else assigns them.',
      swap: 'None of these plans can be swapped. The licenses are already unassigned, or something else assigns them.',
    },
    nothingChangedYet: 'Nothing has changed yet',
    readAt: (at: Date) => `As of ${format.time(at)}`,
    refresh: 'Refresh',
    reviewing: 'Reviewing',
    noWorkspace: 'No workspace selected',
    noWorkspaceWhy: 'Choose a workspace to see what publishing it would change.',
    answer: (changing: number, blocked: number) => {
      const change = `This affects ${people(changing)}.`;
      if (blocked === 0) return change;
      return `${change} ${people(blocked)} ${verb(blocked, 'is blocked and keeps', 'are blocked and keep')} what they have.`;
    },
    nothingToDo: 'Nothing to change',
    nothingToDoWhy: (unchanged: number) =>
      unchanged === 0
        ? 'No one is subscribed, or everyone is left out.'
        : `${people(unchanged)} already ${verb(unchanged, 'matches', 'match')} the workspace.`,
    nothingToUndo: 'Nothing is left to undo. It was already undone or has changed since.',
    notesOnly: 'No licenses change. Publishing only records which workspace manages which license.',
    figures: {
      get: (plan: string) => `Get ${plan}`,
      lose: (plan: string) => `Lose ${plan}`,
      appsChange: 'Only apps change',
      services: 'Services',
      servicesNote: (given: number, taken: number) =>
        `${format.number(given)} assigned, ${format.number(taken)} unassigned`,
      blocked: 'Blocked',
      blockedNote: (settled: number, open: number) =>
        `${format.number(settled)} resolved, ${format.number(open)} open`,
      right: 'Won’t change',
      rightNote: 'they already match',
    },
    licenses: 'Licenses',
    assigned: 'Assigned',
    added: 'Added',
    freed: 'Freed',
    available: 'Available',
    plan: 'Plan',
    assignedNow: 'Assigned now',
    change: 'Change',
    assignedAfter: 'Assigned after',
    availableAfter: 'Available after',
    noLimit: 'No limit',
    chart: 'Chart',
    ofTotal: (count: number, total: number) => `${format.number(count)} of ${format.number(total)}`,
    short: (count: number) => `${format.number(count)} short`,
    shortWhy: (count: number, plan: string) =>
      `${licenses(count)} short. ${people(count)} won’t get ${plan}.`,
    barLabel: (after: number, total: number) =>
      `${format.number(after)} of ${format.number(total)} assigned after publishing`,
    blockedHeading: (count: number) =>
      count === 0 ? 'No one is blocked' : `${people(count)} ${verb(count, 'is', 'are')} blocked`,
    blockedNote: 'Resolve them here, or publish without them.',
    blocksPart: 'Only this is blocked; their other changes are published.',
    reasons,
    blockTitle: (reason: BlockReason, plan: string | undefined) => {
      if (reason === 'no-licenses-left' && plan) return `No ${plan} left`;
      if (plan && (reason === 'plan-suspended' || reason === 'plan-not-assignable'))
        return `${reasons[reason]}: ${plan}`;
      return reasons[reason];
    },
    blockWhy: {
      'user-missing': 'They were deleted. Remove them from the workspace, or leave them out here.',
      'licenses-unreadable':
        'Microsoft didn’t say where their licenses come from, so nothing changes for them. Refresh to try again.',
      'usage-location-missing':
        'Microsoft requires a country before it assigns a license. Setting it asks for one more permission.',
      'not-synced': 'By default, this portal assigns licenses only to people from the on-premises directory.',
      'sign-in-disabled': 'They can’t sign in, so the license would go unused.',
      guest: 'Guests usually have a license in their own organization.',
      'plan-suspended': 'Microsoft won’t assign it until the subscription is renewed.',
      'plan-not-assignable': 'It’s company-wide, or the tenant no longer has it.',
      'apps-conflict': 'An app in this plan conflicts with another app that these people have.',
      'prerequisite-missing': 'An app in the plan needs another app, which these people don’t have.',
      'no-licenses-left':
        'This publish uses every available license. People who swap plans come first, then everyone else by name.',
      'licensed-by-group':
        'A group already assigns this plan. Assigning it directly, too, would change nothing.',
      'given-by-workspace': 'A workspace would assign it again. Unsubscribe them there instead.',
      'changed-since': 'A later publish changed it. Undo never touches later changes.',
      'service-unavailable': 'The portal’s service isn’t responding, so there’s no way to tell who has it.',
      'group-not-ours':
        'This workspace uses a group that wasn’t created here. The group won’t be changed until someone accepts it.',
    } satisfies Record<BlockReason, string>,
    conflictWhy: (a: string, b: string) =>
      `A person can usually have ${a} or ${b}, not both. If you assign both anyway, Microsoft decides.`,
    refusedWhy: (a: string, b: string, at: Date) =>
      `Microsoft refused ${a} with ${b} on ${format.date(at)}. To try again, assign both anyway.`,
    groupNotOurs: (name: string, count: number) =>
      `This workspace uses the group ${name} (${people(count)}), which wasn’t created here. If you accept it, publishing changes plans for everyone in it.`,
    acceptGroup: (name: string, count: number) => `Accept ${name}, ${people(count)}`,
    groupIsAccepted: 'The group is accepted. Publishing changes its plans.',
    forgetWhy: 'If it’s gone for good, remove the records of who has it. Nothing else changes.',
    forgetPlan: (plan: string) => `Remove records of ${plan}`,
    forgetService: 'Remove records of this service',
    needsWhy: (app: string, needed: string) => `${app} needs ${needed}.`,
    people,
    setLocation: (country: string, count: number) => `Set ${format.number(count)} to ${country}`,
    chooseEach: 'Choose for each person',
    showWho: 'Show people',
    chooseWaiting: 'Choose who waits',
    whoWaits: 'Who needs a license',
    waits: 'Waits',
    waitsInstead: 'Waits instead',
    letWait: (name: string) => `${name} waits instead`,
    undoWaiting: (name: string) => `Undo, ${name} doesn’t wait`,
    hideList: 'Hide the list',
    showMore: 'Show more',
    countryOf: (name: string) => `Usage location of ${name}`,
    chooseCountry: 'Choose a country',
    leaveOut: (count: number) => `Leave out ${format.number(count)}`,
    assignAnyway: 'Assign anyway',
    leaveAsIs: 'Leave as is',
    reclaimDisabled: (count: number) => `Reclaim ${format.number(count)} from disabled accounts…`,
    backToWorkspace: 'Back to the workspace',
    turnOff: (app: string) => `Turn ${app} off`,
    removePlan: (plan: string) => `Remove ${plan} from the workspace`,
    editNote: 'Turning off an app or removing a plan changes the workspace for everyone.',
    settled: {
      'left-out': 'Left out',
      'location-set': 'Country chosen',
      'assigned-anyway': 'Assigned anyway',
      'left-as-is': 'Left as is',
      'others-wait': 'Others wait instead',
      forgotten: 'Records removed',
      other: 'Resolved',
    },
    leftOutTitle: 'Left out of this workspace',
    leftOutWhy: 'They’re subscribed but get nothing from it until you undo this.',
    /** @param reason - as stored: it may be one that is no reason any more */
    assignAnywayTitle: (reason: string | undefined) => {
      const known = blockReasons.find((each) => each === reason);
      return known ? `Assigned anyway: ${reasons[known]}` : 'Assigned anyway';
    },
    assignAnywayWhy: 'This reason is ignored for them until you undo this.',
    decidedBy: (who: string, at: Date) => `${who}, ${format.date(at)}`,
    undoException: (name: string) => `Undo for ${name}`,
    settledTitle: (title: string) => `${title}, resolved`,
    workspaceChanged: 'Workspace changed',
    appIsOff: (app: string, plan: string) => `${app} is now off in ${plan} for everyone.`,
    planIsOut: (plan: string) => `${plan} is now removed from the workspace for everyone.`,
    undo: 'Undo',
    checkHeading: 'Check before you publish',
    warningTitle: (kind: PublishWarning['kind'], count: number, plan: string) =>
      ({
        'mailbox-lost': `${format.count(count, { one: 'mailbox', other: 'mailboxes' })} will be lost`,
        'mailbox-shrinks': `${format.count(count, { one: 'mailbox', other: 'mailboxes' })} will shrink`,
        'held-before': `${people(count)} already ${verb(count, 'has', 'have')} ${plan}, not assigned by a workspace`,
        'sole-license-removed': `${people(count)} ${verb(count, 'loses their', 'lose their')} last license`,
        'apps-changed': `${people(count)} ${verb(count, 'gets', 'get')} different apps in ${plan}`,
      })[kind],
    warningWhy: (kind: PublishWarning['kind'], plan: string) =>
      ({
        'mailbox-lost': `Without ${plan}, they lose their mailbox. Microsoft deletes its contents after 30 days.`,
        'mailbox-shrinks': `Without ${plan}, their mailbox is smaller. Existing mail stays, but a mailbox over its new limit can’t send or receive.`,
        'held-before':
          'They keep it, and this workspace doesn’t manage it. To manage it from now on, take it over.',
        'sole-license-removed': 'They can still sign in, but nothing in Office 365 works for them.',
        'apps-changed': `The workspace leaves apps in ${plan} as is, but a group turns the same apps on or off for everyone in it.`,
      })[kind],
    pendingTitle: (count: number) =>
      `${people(count)} ${verb(count, 'is', 'are')} pending from an earlier publish`,
    pendingWhy: 'Nothing is sent for them now. The next review checks the result.',
    waitsFor: {
      microsoft: 'Microsoft is still working on it',
      answer: 'Microsoft’s response was lost',
    },
    unprovenTitle: (names: string, count: number) =>
      `${names} ${verb(count, 'is', 'are')} marked as published, but no record confirms it`,
    unprovenWhy:
      'This tenant’s history has no such publish, so what it assigns doesn’t count. Licenses that only it assigns may be unassigned.',
    countAnyway: 'Count it anyway',
    counted: 'Counted',
    groupIsNew: 'A new group will assign the plans',
    groupCarries: (name: string | undefined, count: number) =>
      `The group ${name === undefined ? '' : `${name} `}assigns the plans and has ${people(count)} in it`,
    groupWhy: 'Everyone in the group gets its plans. Everyone affected is listed below.',
    bystandersTitle: (kind: 'get' | 'lose' | 'change', count: number, plans: string) =>
      ({
        get: `${people(count)} ${verb(count, 'is already in the group and gets', 'are already in the group and get')} ${plans}, too`,
        lose: `${people(count)} ${verb(count, 'is in the group and loses', 'are in the group and lose')} ${plans}, too`,
        change: `${people(count)} ${verb(count, 'is in the group and gets', 'are in the group and get')} different apps in ${plans}, too`,
      })[kind],
    bystandersWhy:
      'The group’s plans apply to everyone in it, including people who are blocked, left out, or not in this workspace. To leave someone unaffected, remove them from the group first.',
    bystandersList: 'Already in the group',
    strangersTitle: (names: string, count: number) =>
      `${names} ${verb(count, 'owns the group but isn’t an administrator', 'own the group but aren’t administrators')}`,
    strangersWhy:
      'Owners can add themselves and others, and anyone they add gets the plans. If that isn’t intended, remove them from the group’s owners in the Microsoft Entra admin center, then review again.',
    bystandersUnread: 'Their names can’t be loaded right now.',
    showWarned: (count: number) => `Show ${people(count)}`,
    iHaveChecked: 'I’ve checked this',
    takeOver: 'Take over',
    takenOver: 'Taken over',
    changesHeading: 'Changes for each person',
    findUser: 'Find a person',
    filterChanges: 'Filter changes',
    filters: {
      any: 'Any change',
      gets: 'Gets something',
      loses: 'Loses something',
      apps: 'Apps change',
      warned: 'Has a warning',
    },
    showAll: 'Show all',
    user: 'User',
    department: 'Department',
    changes: 'Changes',
    goodToKnow: 'Notes',
    assign: 'Assign',
    take: 'Unassign',
    changeApps: 'Change apps in',
    newSubscriber: 'New subscriber',
    leaving: 'Leaving the workspace',
    triedAgain: 'No licenses were left last time; this tries again',
    locationSet: (country: string) => `Usage location changes to ${country}`,
    mailboxSmaller: 'Smaller mailbox',
    mailboxLost: 'Loses the mailbox',
    lastLicense: 'Loses the last license',
    shownOf: (first: number, last: number, all: number) =>
      `${format.number(first)}–${format.number(last)} of ${format.number(all)}`,
    shownCount: (shown: number, all: number) =>
      shown === all ? people(all) : `${format.number(shown)} of ${people(all)}`,
    nobodyFound: 'No one matches.',
    exportReview: 'Export the review',
    routeHeading: 'Publishing method',
    routeNote: 'People get the same plans and apps either way.',
    routes: { direct: 'Directly to each person', group: 'Through a group' },
    routeCost: (route: PublishRoute, count: number, ms: number) =>
      route === 'direct'
        ? `${writes(count)}, about ${minutes(ms)}`
        : `${writes(count)}, about ${minutes(ms)}. Microsoft then usually takes minutes, rarely hours.`,
    routeFacts: {
      results: 'Results',
      later: 'Later changes',
      needs: 'Requires',
      direct: {
        results: 'Per person, right away',
        later: '1 write per person changed',
        needs: 'Nothing else',
      },
      group: {
        results: 'Per person, when Microsoft is done',
        later: '1 write per 20 people added',
        needs: 'Microsoft Entra ID P1, available',
      },
    },
    groupUnavailable: 'No plan in this tenant includes group-based licensing.',
    canUndo: 'You can undo this publish.',
    canUndoNote: 'What each person has now is saved with it.',
    canUndoFor: (days: number) =>
      `What each person has now is saved with it, for as long as it’s the latest publish of this workspace, and for ${format.count(days, { one: 'day', other: 'days' })} in any case.`,
    publish: (count: number) => `Publish to ${people(count)}`,
    publishUndo: (count: number) => `Undo for ${people(count)}`,
    publishRecord: 'Record it',
    keepPublish: 'Don’t undo',
    confirmFirst: 'Check the warnings above first.',
    replaced: {
      'since-confirmed': 'This review changed after you confirmed it',
      'while-waiting': 'This review changed while you waited',
    },
    replacedWhy: {
      'since-confirmed': 'Nothing was sent. Review it again, then publish.',
      'while-waiting': 'Nothing was sent. Review it again, then publish.',
    },
    edited: 'The workspace was changed after this review',
    editedWhy: 'Refresh to see what publishing would change now. Your decisions are saved.',
    busyElsewhere: 'Another workspace is being published',
    busyElsewhereWhy:
      'A tenant can have only one publish at a time. You can start this one when the other finishes.',
    lockHeld: 'Someone is already publishing',
    lockHeldWhy: 'Another tab or administrator is publishing to this tenant. Try again when it finishes.',
    stale: 'The review is out of date',
    staleWhy:
      'The workspace, or what its group assigns, changed after the review. Nothing was sent. Review again.',
    interruptedReclaim: (undoes: boolean) =>
      undoes ? 'Undoing a reclaim was interrupted' : 'Reclaiming licenses was interrupted',
    interrupted: (name: string, undoes: boolean) =>
      undoes ? `Undoing the publish of ${name} was interrupted` : `Publishing ${name} was interrupted`,
    interruptedWhy: (count: number, at: Date) =>
      `It started ${format.dateTime(at)} for ${people(count)}. What was applied stays applied. A new review shows what’s left.`,
    reviewRest: 'Review what’s left…',
    notNow: 'Not now',
    reviewEverything: 'Review everything',
    undoIt: 'Undo it…',
    ...publishRunStrings(format),
    ...colleagueStrings(format),
    statuses: { applied: 'Applied', failed: 'Failed', open: 'Pending', 'not-sent': 'Not sent' },
    someUser: 'A user no longer in the directory',
    fileName: (kind: 'review' | 'result') => (kind === 'review' ? 'publish-review' : 'publish-result'),
    csv: {
      id: 'User ID',
      assign: 'Assign',
      take: 'Unassign',
      changeApps: 'Change apps',
      usageLocation: 'Set usage location',
      blocked: 'Blocked because',
      code: 'Code',
      requestId: 'Request ID',
    },
  };
};
export type PublishStrings = ReturnType<typeof publishStrings>;
