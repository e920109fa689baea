import type { BlockedUser } from '../../../model/block.js';
import type { ChangeSet, OpenPerson, UserChange } from '../../../model/change-set.js';
import { holderToKey, type Holder } from '../../../model/holder.js';
import type { Plan } from '../../../model/plan.js';
import type { DirectoryUser } from '../../../model/user.js';
import { findNewConflicts } from '../people/block-apps.js';
import { createBlock, type AppInspector } from '../people/blockers.js';
import { noLicenses, toSteps, type PersonDraft } from '../people/person-draft.js';
import { allocateLicenses, countLicenses } from './allocate-licenses.js';
import { collectWarnings } from './warnings.js';

type Head = Pick<ChangeSet, 'kind' | 'route' | 'workspaceId' | 'readAt' | 'group'>;

/** People of the workspace's group who have no change of their own, and what its change means for them. */
export interface Bystanders {
  readonly drafts: readonly PersonDraft[];
  readonly members: ReadonlySet<string>;
}

export interface Parts {
  readonly plans: ReadonlyMap<string, Plan>;
  readonly inspector: AppInspector;
  /** Those who can be written as soon as there are licenses, and bystanders; who comes first is served first. */
  readonly line: readonly PersonDraft[];
  /** Only where there is a group. Microsoft gives them their licenses whatever becomes of the others. */
  readonly bystanders?: Bystanders;
  /** Those for whom Microsoft has still to do what it was handed: they come before everybody. */
  readonly awaited?: readonly PersonDraft[];
  /** Those and the blocked ones. */
  readonly everybody: readonly PersonDraft[];
  readonly blocked: readonly BlockedUser[];
  /** Pending for other reasons. */
  readonly open?: readonly OpenPerson[];
  /** Of whom (`holderToKey`) a request may still be under way: they are not written to now, nor who needs the group. */
  readonly pending?: ReadonlySet<string> | undefined;
  /** Plans whose counts are shown in any case. */
  readonly skuIds: Iterable<string>;
}

const nobody: Bystanders = { drafts: [], members: new Set() };

/** Hands out licenses and makes the change set that the review shows. */
export function assemble(
  head: Head,
  parts: Parts,
  rest: Pick<ChangeSet, 'unchangedCount' | 'leftOut' | 'notes' | 'unproven'>,
): ChangeSet {
  const { plans, inspector, line, bystanders = nobody, awaited = [], everybody, blocked, open = [] } = parts;
  const others = new Set([...bystanders.drafts, ...awaited]);
  const isUnderWay = (holder: Holder): boolean => parts.pending?.has(holderToKey(holder)) ?? false;
  const groupId = head.group?.groupId;
  const waitsForGroup = groupId !== undefined && isUnderWay({ kind: 'group', groupId });
  const pending = line.filter(
    (draft) => !others.has(draft) && (waitsForGroup || isUnderWay({ kind: 'user', userId: draft.user.id })),
  );
  for (const draft of pending) others.add(draft);
  const allocation = allocateLicenses([...awaited, ...line], plans);
  const served = allocation.served.filter(({ item }) => !others.has(item));
  const unserved = allocation.unserved.filter(({ item }) => !others.has(item));
  const applied = [...served.map(({ item }) => item), ...bystanders.drafts];
  const lacking = unserved.map(({ item }) => item).filter(({ user }) => bystanders.members.has(user.id));
  return {
    ...head,
    changes: orderChanges(served, inspector),
    blocked: [
      ...blocked,
      ...unserved.flatMap(({ item, lacking: skuIds }) =>
        skuIds.map((skuId) => createBlock(item.user, 'no-licenses-left', { skuId })),
      ),
    ],
    licenses: countLicenses(
      parts.skuIds,
      plans,
      allocation.served.map(({ item }) => item),
      unserved,
    ),
    warnings: collectWarnings([...applied, ...lacking], everybody, inspector),
    open: [
      ...open,
      ...awaited.map(({ user }) => nameOpen(user, 'microsoft')),
      ...pending.map(({ user }) => nameOpen(user, 'answer')),
    ].sort(byId),
    ...(head.group
      ? {
          group: waitsForGroup
            ? { ...head.group, add: [], remove: [], before: [] }
            : nameBystanders(head.group, bystanders, lacking),
        }
      : {}),
    ...rest,
  };
}

export function nameOpen(
  { id, displayName, userPrincipalName }: Pick<DirectoryUser, 'id' | 'displayName' | 'userPrincipalName'>,
  waitsFor: OpenPerson['waitsFor'],
): OpenPerson {
  return { userId: id, displayName, userPrincipalName, waitsFor };
}

/** Those whom the group's change touches, and those in it for whom no license was left. */
function nameBystanders(
  group: NonNullable<ChangeSet['group']>,
  { drafts, members }: Bystanders,
  unserved: readonly PersonDraft[],
): NonNullable<ChangeSet['group']> {
  const ids = [...drafts, ...unserved].map(({ user }) => user.id).filter((userId) => members.has(userId));
  return { ...group, bystanders: [...new Set(ids)].sort() };
}

/** Puts those last who let the others go first where licenses run out. */
export function lineUp(
  ready: readonly PersonDraft[],
  waiting: readonly string[] = [],
): readonly PersonDraft[] {
  if (waiting.length === 0) return ready;
  const last = new Set(waiting);
  const isLast = ({ user }: PersonDraft): boolean => last.has(user.id);
  return [...ready.filter((draft) => !isLast(draft)), ...ready.filter(isLast)];
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

/** By code unit, not by language: the order must be the same on every machine. */
export function byNameAndId(
  a: Pick<DirectoryUser, 'id' | 'displayName'>,
  b: Pick<DirectoryUser, 'id' | 'displayName'>,
): number {
  if (a.displayName !== b.displayName) return a.displayName < b.displayName ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function byId(a: OpenPerson, b: OpenPerson): number {
  return a.userId < b.userId ? -1 : 1;
}
