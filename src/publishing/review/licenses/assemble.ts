import { groupHolder, holderToKey, userHolder } from '../../../model/holding/holder.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { AppInspector } from '../../../model/plan/app-inspector.js';
import type { ChangeSet, OpenPerson, UserChange } from '../../../model/publish/change-set.js';
import { byNameAndId } from '../../../model/sort-order.js';
import { findNewConflicts } from '../people/block-apps.js';
import { createBlock } from '../people/blockers.js';
import { noLicenses, toSteps, type PersonDraft } from '../people/person-draft.js';
import type { Sorted } from '../people/sort-out.js';
import type { ReviewContext } from '../review-context.js';
import { allocateLicenses, countLicenses } from './allocate-licenses.js';
import { collectWarnings } from './warnings.js';

/** People of the workspace's group who have no change of their own, and what its change means for them. */
export interface Bystanders {
  readonly drafts: readonly PersonDraft[];
  readonly members: ReadonlySet<string>;
}

export const noBystanders: Bystanders = { drafts: [], members: new Set() };

/** What a change set says besides what becomes of each person. */
type Head = Pick<ChangeSet, 'kind' | 'route' | 'unchangedCount'> &
  Partial<Pick<ChangeSet, 'group' | 'notes' | 'unproven'>>;

/**
 * Hands out licenses and makes the change set that the review shows.
 *
 * Those for whom Microsoft has still to do what it was handed come before everybody. Of whom a request may still be under
 * way is not written to now, nor who needs the group where that is under way.
 *
 * @param line - those who are ready, and bystanders, who get their licenses from Microsoft whatever becomes of the others;
 *   who comes first is served first
 */
export function assemble(
  { plans, inspector, pending, desired, workspaceId, readAt }: ReviewContext,
  { group, notes = [], ...head }: Head,
  { everybody, awaited, blocked, open, leftOut, notes: noted }: Sorted,
  line: readonly PersonDraft[],
  bystanders = noBystanders,
): ChangeSet {
  const waitsForGroup = group?.groupId !== undefined && pending.has(holderToKey(groupHolder(group.groupId)));
  const others = new Set([...bystanders.drafts, ...awaited]);
  const unanswered = line.filter(
    (draft) => !others.has(draft) && (waitsForGroup || pending.has(holderToKey(userHolder(draft.user.id)))),
  );
  for (const draft of unanswered) others.add(draft);
  const allocation = allocateLicenses([...awaited, ...line], plans);
  const served = allocation.served.filter(({ item }) => !others.has(item));
  const unserved = allocation.unserved.filter(({ item }) => !others.has(item));
  const lacking = unserved.map(({ item }) => item).filter(({ user }) => bystanders.members.has(user.id));
  const applied = [...served.map(({ item }) => item), ...bystanders.drafts, ...lacking];
  return {
    unproven: desired.unproven,
    ...head,
    ...(workspaceId === '' ? {} : { workspaceId }),
    readAt,
    changes: orderChanges(served, inspector),
    blocked: [
      ...blocked,
      ...unserved.flatMap(({ item, lacking: skuIds }) =>
        skuIds.map((skuId) => createBlock(item.user, 'no-licenses-left', { skuId })),
      ),
    ],
    licenses: countLicenses(
      head.kind === 'publish' ? (desired.own?.plans.keys() ?? []) : [],
      plans,
      allocation.served.map(({ item }) => item),
      unserved,
    ),
    warnings: collectWarnings(applied, everybody, inspector),
    open: [...open, ...unanswered.map(({ user }) => nameOpen(user, 'answer'))].sort((a, b) =>
      a.userId < b.userId ? -1 : 1,
    ),
    leftOut,
    notes: [...noted, ...notes],
    ...(group
      ? {
          group: waitsForGroup
            ? { ...group, add: [], remove: [], before: [] }
            : { ...group, bystanders: nameBystanders(bystanders, lacking) },
        }
      : {}),
  };
}

export function nameOpen(
  { id, displayName, userPrincipalName }: Pick<DirectoryUser, 'id' | 'displayName' | 'userPrincipalName'>,
  waitsFor: OpenPerson['waitsFor'],
): OpenPerson {
  return { userId: id, displayName, userPrincipalName, waitsFor };
}

/** Those whom the group's change touches, and those in it for whom no license was left. */
function nameBystanders({ drafts, members }: Bystanders, lacking: readonly PersonDraft[]): string[] {
  const ids = [...drafts, ...lacking].map(({ user }) => user.id).filter((userId) => members.has(userId));
  return [...new Set(ids)].sort();
}

/** By wave; in a wave those that free licenses first; by name and id otherwise. */
function orderChanges(
  served: readonly { readonly item: PersonDraft; readonly wave: number }[],
  inspector: AppInspector,
): UserChange[] {
  const rank = ({ item, wave }: (typeof served)[number]): number =>
    wave * 2 + (item.frees.length > 0 && item.needs.length === 0 ? 0 : 1);
  return [...served]
    .sort((a, b) => rank(a) - rank(b) || byNameAndId(a.item.user, b.item.user))
    .map(({ item, wave }) => toUserChange(item, wave, inspector));
}

function toUserChange(draft: PersonDraft, wave: number, inspector: AppInspector): UserChange {
  const { user, parts, before, needs, frees } = draft;
  const { direct, throughGroup = noLicenses } = parts;
  const gains = direct.add.length + throughGroup.add.length > 0;
  const anyway = gains ? findNewConflicts(inspector, draft).map(({ servicePlanIds }) => servicePlanIds) : [];
  return {
    userId: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    ...(user.department ? { department: user.department } : {}),
    steps: toSteps(parts),
    needs,
    frees,
    wave,
    ...(anyway.length > 0 ? { anyway } : {}),
    before,
  };
}
