import { blockReasons, type BlockReason } from '../../model/publish/block.js';
import type { PublishWarning } from '../../model/publish/change-set.js';
import type { PublishRoute } from '../../model/workspace/workspace.js';
import type { Format } from '../format.js';
import { colleagueStrings } from './publish-colleague.js';
import { publishHeadings } from './publish-headings.js';
import { publishRunStrings } from './publish-run.js';
import { publishWords } from './publish-words.js';

export const publishStrings = (format: Format) => {
  const { users, people, licenses, verb, writes, minutes } = publishWords(format);
  const reasons: Readonly<Record<BlockReason, string>> = {
    'user-missing': 'No longer in the directory',
    'licenses-unreadable': 'Licenses couldn’t be read',
    'usage-location-missing': 'No usage location',
    'not-synced': 'Not synchronized from Active Directory',
    'sign-in-disabled': 'Sign-in disabled',
    guest: 'Guests',
    'plan-suspended': 'Plan suspended',
    'plan-not-assignable': 'Plan cannot be assigned',
    'apps-conflict': 'App conflict',
    'prerequisite-missing': 'An app needs another app',
    'no-licenses-left': 'No license left',
    'licensed-by-group': 'Licensed through a group already',
    'given-by-workspace': 'Assigned by a workspace',
    'changed-since': 'Changed since',
    'service-unavailable': 'Service unavailable',
    'group-not-ours': 'Group not accepted',
  };
  return {
    headingPlain: 'Publish',
    headings: publishHeadings,
    swapOf: (plan: string, instead: string) => `${plan} for ${instead}`,
    swapOfPlans: 'plans',
    publishSwap: (count: number) => `Swap plans for ${users(count)}`,
    publishReclaim: (count: number) => `Reclaim ${licenses(count)}`,
    nothingToReclaim: {
      reclaim:
        'None of these licenses can be taken back: they are gone already, or something else assigns them.',
      swap: 'None of these plans can be swapped: the licenses are gone already, or something else assigns them.',
    },
    nothingChangedYet: 'Nothing has changed yet',
    readAt: (at: Date) => `As of ${format.time(at)}`,
    refresh: 'Refresh',
    reviewing: 'Reviewing',
    noWorkspace: 'No workspace chosen',
    noWorkspaceWhy: 'Choose a workspace to see what publishing it would change.',
    answer: (changing: number, blocked: number) => {
      const change = `${users(changing)} ${verb(changing, 'changes', 'change')}.`;
      if (blocked === 0) return change;
      return `${change} ${format.number(blocked)} ${verb(blocked, 'is blocked and keeps', 'are blocked and keep')} what they have.`;
    },
    nothingToDo: 'Nothing to do',
    nothingToDoWhy: (unchanged: number) =>
      unchanged === 0
        ? 'Nobody is subscribed, or everybody is left out.'
        : `${users(unchanged)} ${verb(unchanged, 'has', 'have')} what the workspace says already.`,
    nothingToUndo: 'Nothing of it is left to undo: it is undone already, or was changed since.',
    notesOnly: 'No license changes. Publishing only records which workspace assigned what.',
    figures: {
      get: (plan: string) => `Get ${plan}`,
      lose: (plan: string) => `Lose ${plan}`,
      appsChange: 'Apps change only',
      services: 'Services',
      servicesNote: (given: number, taken: number) =>
        `${format.number(given)} assigned, ${format.number(taken)} unassigned`,
      blocked: 'Blocked',
      blockedNote: (settled: number, open: number) =>
        `${format.number(settled)} settled, ${format.number(open)} open`,
      right: 'As they should be',
      rightNote: 'nothing to do',
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
    picture: 'Picture',
    ofTotal: (count: number, total: number) => `${format.number(count)} of ${format.number(total)}`,
    short: (count: number) => `${format.number(count)} short`,
    shortWhy: (count: number, plan: string) =>
      `${licenses(count)} short. ${users(count)} ${verb(count, 'gets', 'get')} no ${plan}.`,
    barLabel: (after: number, total: number) =>
      `${format.number(after)} of ${format.number(total)} assigned after`,
    blockedHeading: (count: number) =>
      count === 0 ? 'Nobody is blocked' : `${users(count)} ${verb(count, 'is', 'are')} blocked`,
    blockedNote: 'Settle them here, or publish without them.',
    blocksPart: 'Only this stays as it is; everything else of theirs is published.',
    reasons,
    blockTitle: (reason: BlockReason, plan: string | undefined) => {
      if (reason === 'no-licenses-left' && plan) return `No ${plan} left`;
      if (plan && (reason === 'plan-suspended' || reason === 'plan-not-assignable'))
        return `${reasons[reason]}: ${plan}`;
      return reasons[reason];
    },
    blockWhy: {
      'user-missing': 'Somebody deleted them. Take them out of the workspace, or leave them out here.',
      'licenses-unreadable':
        'Microsoft didn’t say where their licenses come from, so nothing changes for them. Refresh to read them again.',
      'usage-location-missing':
        'Microsoft needs a country before it assigns a license. Setting it asks for one more permission.',
      'not-synced':
        'This portal assigns to people of the on-premises directory only, unless you say otherwise.',
      'sign-in-disabled': 'A license here would pay for an account nobody can use.',
      guest: 'Guests usually hold a license in their own organization.',
      'plan-suspended': 'Microsoft does not assign it until the subscription is renewed.',
      'plan-not-assignable': 'It is for the whole company, or the tenant does not have it any more.',
      'apps-conflict': 'Microsoft refused an app of this plan beside another app of these users.',
      'prerequisite-missing': 'An app of the plan needs another app, which these users do not have.',
      'no-licenses-left': 'All are taken after this publish. Who swaps a plan comes first, then by name.',
      'licensed-by-group': 'A group assigns this plan. A second, direct one would change nothing.',
      'given-by-workspace': 'A workspace would assign it again. Unsubscribe them there instead.',
      'changed-since': 'A later publish changed it. Undoing never touches what came after.',
      'service-unavailable': 'The portal’s service doesn’t respond, so nobody knows who has it.',
      'group-not-ours':
        'The workspace names a group that wasn’t made here. It isn’t touched until somebody accepts it by name.',
    } satisfies Record<BlockReason, string>,
    conflictWhy: (a: string, b: string) =>
      `One user can usually have only one of ${a} and ${b}. If you assign both anyway, Microsoft decides.`,
    refusedWhy: (a: string, b: string, at: Date) =>
      `Microsoft refused ${a} with ${b} on ${format.date(at)}. Assign both anyway to have it decide again.`,
    groupNotOurs: (name: string, count: number) =>
      `The workspace names the group ${name} with ${people(count)} in it, which wasn’t made here. If you accept it, publishing changes its plans, for everybody in it.`,
    acceptGroup: (name: string, count: number) => `Accept ${name}, ${people(count)}`,
    groupIsAccepted: 'The group is accepted. Publishing changes its plans.',
    forgetWhy: 'If it’s gone for good, forget it: only the record of who has it ends.',
    forgetPlan: (plan: string) => `Forget ${plan}`,
    forgetService: 'Forget this service',
    needsWhy: (app: string, needed: string) => `${app} needs ${needed}.`,
    users,
    setLocation: (country: string, count: number) => `Set ${country} for ${format.number(count)}`,
    chooseEach: 'Choose for each',
    showWho: 'Show who',
    chooseWaiting: 'Choose who waits',
    whoWaits: 'Who wants a license',
    waits: 'Waits',
    waitsInstead: 'Waits instead',
    letWait: (name: string) => `${name} waits instead`,
    undoWaiting: (name: string) => `Undo, ${name} does not wait`,
    hideList: 'Hide the list',
    showMore: 'Show more',
    countryOf: (name: string) => `Usage location of ${name}`,
    chooseCountry: 'Choose a country',
    leaveOut: (count: number) => `Leave out ${format.number(count)}`,
    assignAnyway: 'Assign anyway',
    leaveAsIs: 'Leave as is',
    reclaimDisabled: (count: number) => `Reclaim ${format.number(count)} from disabled accounts…`,
    backToWorkspace: 'Back to the workspace',
    switchOff: (app: string) => `Turn ${app} off`,
    removePlan: (plan: string) => `Take ${plan} out of the workspace`,
    editNote: 'Turning an app off or taking a plan out changes the workspace for everybody.',
    settled: {
      'left-out': 'Left out',
      'location-set': 'Country chosen',
      'assigned-anyway': 'Assigned anyway',
      'left-as-is': 'Left as is',
      'others-wait': 'Others wait instead',
      forgotten: 'Forgotten',
      other: 'Settled',
    },
    leftOutTitle: 'Left out of this workspace',
    leftOutWhy: 'They are subscribed and get nothing of it until this is undone.',
    /** @param reason - as stored: it may be one that is no reason any more */
    assignAnywayTitle: (reason: string | undefined) => {
      const known = blockReasons.find((each) => each === reason);
      return known ? `Assigned anyway: ${reasons[known]}` : 'Assigned anyway';
    },
    assignAnywayWhy: 'The reason doesn’t count for them until this is undone.',
    decidedBy: (who: string, at: Date) => `${who}, ${format.date(at)}`,
    undoException: (name: string) => `Undo for ${name}`,
    settledTitle: (title: string) => `${title}, settled`,
    workspaceChanged: 'Workspace changed',
    appIsOff: (app: string, plan: string) => `${app} is off in ${plan} now, for everybody.`,
    planIsOut: (plan: string) => `${plan} is out of the workspace now, for everybody.`,
    undo: 'Undo',
    checkHeading: 'Check before you publish',
    warningTitle: (kind: PublishWarning['kind'], count: number, plan: string) =>
      ({
        'mailbox-lost': `${format.count(count, { one: 'mailbox', other: 'mailboxes' })} ${verb(count, 'is', 'are')} lost`,
        'mailbox-shrinks': `${format.count(count, { one: 'mailbox', other: 'mailboxes' })} ${verb(count, 'gets', 'get')} smaller`,
        'held-before': `${users(count)} ${verb(count, 'holds', 'hold')} ${plan} that no workspace assigned`,
        'sole-license-removed': `${users(count)} ${verb(count, 'ends', 'end')} without any license`,
        'apps-changed': `${users(count)} ${verb(count, 'gets', 'get')} other apps of ${plan}`,
      })[kind],
    warningWhy: (kind: PublishWarning['kind'], plan: string) =>
      ({
        'mailbox-lost': `Without ${plan} they have no mailbox. Microsoft deletes its content after 30 days.`,
        'mailbox-shrinks': `What stays after ${plan} is taken has a smaller mailbox. It keeps the mail, but when it is too full it can no longer send or receive.`,
        'held-before':
          'They keep it, and this workspace does not manage it. Take it over if it should from now on.',
        'sole-license-removed': 'They can sign in, but nothing of Office 365 works for them any more.',
        'apps-changed': `The workspace leaves apps of ${plan} as they are, but a group turns the same apps on and off for everybody in it.`,
      })[kind],
    pendingTitle: (count: number) =>
      `${users(count)} ${verb(count, 'is', 'are')} pending from an earlier publish`,
    pendingWhy: 'Nothing is sent for them now. The next review finds out what became of it.',
    waitsFor: {
      microsoft: 'Handed to Microsoft, not done yet',
      answer: 'Microsoft’s answer was lost',
    },
    unprovenTitle: (names: string, count: number) =>
      `${names} ${verb(count, 'says it is', 'say they are')} published, but nothing proves it`,
    unprovenWhy:
      'The history of this tenant has no such publish, so what it assigns doesn’t count: licenses that only it assigns may be unassigned.',
    countAnyway: 'Count it anyway',
    counted: 'Counted',
    groupIsNew: 'A new group carries the plans',
    groupCarries: (name: string | undefined, count: number) =>
      `The group ${name === undefined ? '' : `${name} `}carries the plans, ${people(count)} in it now`,
    groupWhy: 'Its plans come and go with membership. Everybody whom this touches is listed below.',
    bystandersTitle: (kind: 'get' | 'lose' | 'change', count: number, plans: string) =>
      ({
        get: `${users(count)} ${verb(count, 'is in the group already and gets', 'are in the group already and get')} ${plans} too`,
        lose: `${users(count)} ${verb(count, 'is in the group and loses', 'are in the group and lose')} ${plans} too`,
        change: `${users(count)} ${verb(count, 'is in the group and gets', 'are in the group and get')} other apps of ${plans} too`,
      })[kind],
    bystandersWhy:
      'What the group carries holds for everybody in it, also for who is blocked or left out, or does not belong to this workspace. Who must not be touched has to leave the group first.',
    bystandersList: 'In the group already',
    strangersTitle: (names: string, count: number) =>
      `${names} ${verb(count, 'owns the group without being an administrator', 'own the group without being administrators')}`,
    strangersWhy:
      'Owners can add themselves and others, and whoever is added gets the plans. If that isn’t intended, remove them from the group’s owners in the Microsoft Entra admin center, then review again.',
    bystandersUnread: 'Their names cannot be read now.',
    showWarned: (count: number) => `Show the ${format.number(count)}`,
    iHaveChecked: 'I have checked this',
    takeOver: 'Take over',
    takenOver: 'Taken over',
    changesHeading: 'Changes for each user',
    findUser: 'Find a user',
    filterChanges: 'Which changes',
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
    goodToKnow: 'Good to know',
    assign: 'Assign',
    take: 'Take',
    changeApps: 'Change the apps of',
    newSubscriber: 'New subscriber',
    leaving: 'Leaving the workspace',
    triedAgain: 'Microsoft had no license left and is asked again',
    locationSet: (country: string) => `Usage location becomes ${country}`,
    mailboxSmaller: 'Smaller mailbox',
    mailboxLost: 'Loses the mailbox',
    lastLicense: 'Ends without a license',
    shownOf: (first: number, last: number, all: number) =>
      `${format.number(first)}–${format.number(last)} of ${format.number(all)}`,
    shownCount: (shown: number, all: number) =>
      shown === all ? users(all) : `${format.number(shown)} of ${users(all)}`,
    nobodyFound: 'Nobody matches.',
    exportReview: 'Export the review',
    routeHeading: 'How to publish',
    routeNote: 'The result for users is the same.',
    routes: { direct: 'Directly to each user', group: 'Through a group' },
    routeCost: (route: PublishRoute, count: number, ms: number) =>
      route === 'direct'
        ? `${writes(count)}, about ${minutes(ms)}`
        : `${writes(count)}, about ${minutes(ms)}. Microsoft then works for minutes, rarely hours.`,
    routeFacts: {
      results: 'Results',
      later: 'Later changes',
      needs: 'Needs',
      direct: { results: 'Per user, at once', later: '1 write per changed user', needs: 'Nothing more' },
      group: {
        results: 'Per user, when Microsoft is done',
        later: '1 write per 20 added users',
        needs: 'Microsoft Entra ID P1, present',
      },
    },
    groupUnavailable: 'No plan of this tenant includes licensing through groups.',
    canUndo: 'You can undo this publish.',
    canUndoNote: 'What each user has now is saved with it.',
    publish: (count: number) => `Publish to ${users(count)}`,
    publishUndo: (count: number) => `Undo for ${users(count)}`,
    publishRecord: 'Record it',
    keepPublish: 'Do not undo',
    confirmFirst: 'Check the warnings above first.',
    replaced: {
      'since-confirmed': 'This review changed after you confirmed it',
      'while-waiting': 'Changed while you waited: review it again.',
    },
    replacedWhy: {
      'since-confirmed': 'Nothing was sent. Look at it again, then publish.',
      'while-waiting': 'Nothing was sent.',
    },
    edited: 'The workspace was changed after this review',
    editedWhy: 'Refresh to see what publishing it means now. Your decisions are saved.',
    busyElsewhere: 'Another workspace is being published',
    busyElsewhereWhy: 'One publish at a time. This one can start when the other is done.',
    lockHeld: 'Somebody is publishing already',
    lockHeldWhy:
      'Another tab or another administrator publishes to this tenant now. Try again when it is done.',
    stale: 'The review is out of date',
    staleWhy:
      'The workspace, or what its group is to carry, was changed after the review. Nothing was sent. Review again.',
    interruptedReclaim: (undoes: boolean) =>
      undoes ? 'Undoing a reclaim was interrupted' : 'Taking licenses back was interrupted',
    interrupted: (name: string, undoes: boolean) =>
      undoes ? `Undoing the publish of ${name} was interrupted` : `A publish of ${name} was interrupted`,
    interruptedWhy: (count: number, at: Date) =>
      `It started ${format.dateTime(at)} for ${users(count)}. What was applied stays applied. A new review shows what is left.`,
    reviewRest: 'Review what is left…',
    notNow: 'Not now',
    endGoingOn: 'Review everything',
    undoIt: 'Undo it…',
    ...publishRunStrings(format),
    ...colleagueStrings(format),
    statuses: { applied: 'Applied', failed: 'Failed', open: 'Pending', 'not-sent': 'Not sent' },
    someUser: 'A user who is gone',
    fileName: (kind: 'review' | 'result') => (kind === 'review' ? 'publish-review' : 'publish-result'),
    csv: {
      id: 'User id',
      assign: 'Assign',
      take: 'Take',
      changeApps: 'Change apps',
      usageLocation: 'Set usage location',
      blocked: 'Blocked because',
      code: 'Code',
      requestId: 'Request id',
    },
  };
};
export type PublishStrings = ReturnType<typeof publishStrings>;
