import type { PublishPlan } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { draftMembership, type GroupPlanning } from './plan-group.js';
import { withoutStuck } from './stuck-members.js';
import { changesAnything, createDraft, type UserDraft } from './user-draft.js';

/** Members whom the group's change touches too and who have no change of their own. */
export interface Bystanders {
  /** What it means for each of them who is in the directory. */
  readonly drafts: readonly UserDraft[];
  readonly members: ReadonlySet<string>;
}

const nothing = {
  addLicenses: [],
  changedPlans: [],
  removeLicenses: [],
  addServices: [],
  removeServices: [],
};

/**
 * Works out what the group's change does to members who are blocked, left out, or were let in elsewhere.
 *
 * @param changing - user ids of those with a change of their own
 */
export function draftBystanders(
  group: GroupPlanning,
  users: ReadonlyMap<string, DirectoryUser>,
  changing: ReadonlySet<string>,
): Bystanders {
  const { members, change } = group;
  if (change.addLicenses.length + change.removeLicenses.length === 0)
    return { drafts: [], members: new Set() };
  const drafts = [...members].sort().flatMap((userId) => {
    const user = changing.has(userId) ? undefined : users.get(userId);
    return user
      ? draftMembership(user, createDraft(user, nothing), withoutStuck(user, group), true, undefined)
      : [];
  });
  return { drafts: drafts.filter(changesAnything), members };
}

/** Names them in the plan: also those who are members and for whom no license was left. */
export function nameBystanders(
  plan: PublishPlan,
  { drafts, members }: Bystanders,
  unseated: readonly UserDraft[],
): PublishPlan {
  if (!plan.group) return plan;
  const ids = [...drafts, ...unseated].map(({ user }) => user.id).filter((userId) => members.has(userId));
  return { ...plan, group: { ...plan.group, bystanders: [...new Set(ids)].sort() } };
}
