import type { AppChoices } from '../../model/app-choice.js';
import { entitlementToKey, type Entitlement } from '../../model/entitlement.js';
import {
  serviceKey,
  type Workspace,
  type WorkspaceContent,
  type WorkspaceService,
} from '../../model/workspace.js';
import type { GrantIndex } from './grant-index.js';
import type { ReviewInput } from './review-input.js';

/** What one workspace gives each of its subscribers, ready for looking up. */
export interface Bundle {
  readonly workspaceId: string;
  readonly plans: ReadonlyMap<string, AppChoices>;
  readonly services: ReadonlyMap<string, WorkspaceService>;
  readonly subscribers: ReadonlySet<string>;
}

/** What everybody should have by other workspaces than the one being published. */
export interface DesiredElsewhere {
  /** What they published for this user. */
  othersOf(userId: string): readonly Bundle[];
  /** Whether another workspace that gave this wants it in its draft: its publish may be half done. */
  wantedInDraft(workspaceId: string, userId: string, entitlement: Entitlement): boolean;
}

/** What everybody should have: by the workspace being published, and by all the others. */
export interface Desired extends DesiredElsewhere {
  /** The draft; undefined when the workspace is being deleted. */
  readonly own: Bundle | undefined;
  /** What the workspace published before. */
  readonly before: Bundle | undefined;
}

export function describeDesired({
  workspace,
  ...input
}: Pick<ReviewInput, 'workspace' | 'others' | 'unproven' | 'decisions'>): Desired {
  return {
    own: workspace.deleting ? undefined : createBundle(workspace.id, workspace.draft),
    before: workspace.published ? createBundle(workspace.id, workspace.published) : undefined,
    ...describeElsewhere({ ...input, others: input.others.filter(({ id }) => id !== workspace.id) }),
  };
}

/** A record that says it was published is believed where the journal knows it, or the administrator says so. */
export function describeElsewhere({
  others,
  unproven,
  decisions,
}: Pick<ReviewInput, 'others' | 'unproven' | 'decisions'>): DesiredElsewhere {
  const counts = (id: string): boolean => !unproven?.has(id) || (decisions?.trusted?.includes(id) ?? false);
  const bundles = others.flatMap((other) =>
    other.published && counts(other.id) ? [createBundle(other.id, other.published)] : [],
  );
  const byUser = new Map<string, Bundle[]>();
  for (const bundle of bundles)
    for (const userId of bundle.subscribers) {
      const list = byUser.get(userId);
      if (list) list.push(bundle);
      else byUser.set(userId, [bundle]);
    }
  const drafts = new Map<string, () => Bundle>();
  for (const other of others) if (!other.deleting) drafts.set(other.id, lazyDraft(other));
  return {
    othersOf: (userId) => byUser.get(userId) ?? none,
    wantedInDraft(workspaceId, userId, entitlement) {
      const draft = drafts.get(workspaceId)?.();
      return draft !== undefined && draft.subscribers.has(userId) && gives(draft, entitlement);
    },
  };
}

/** Workspaces (ids) that say they are published, that nobody vouches for and that do not count for this reason. */
export function listUnproven({
  others,
  unproven = new Set(),
  decisions,
}: Pick<ReviewInput, 'others' | 'unproven' | 'decisions'>): string[] {
  return others
    .filter(({ id, published }) => published && unproven.has(id) && !decisions?.trusted?.includes(id))
    .map(({ id }) => id)
    .sort();
}

const none: readonly Bundle[] = [];

/** Whether the bundle holds this plan or service. */
export function gives(bundle: Bundle, entitlement: Entitlement): boolean {
  switch (entitlement.kind) {
    case 'plan':
      return bundle.plans.has(entitlement.skuId);
    case 'service':
      return bundle.services.has(serviceKey(entitlement));
    case 'membership':
      return false;
  }
}

/** Whether another workspace gives the user this plan or service, or is in the middle of publishing it. */
export function isGivenElsewhere(
  {
    desired,
    grants,
    workspaceId,
  }: {
    readonly desired: DesiredElsewhere;
    readonly grants: GrantIndex;
    readonly workspaceId: string | undefined;
  },
  userId: string,
  entitlement: Entitlement,
): boolean {
  if (desired.othersOf(userId).some((bundle) => gives(bundle, entitlement))) return true;
  for (const owner of grants.ofUser(userId, entitlement).keys())
    if (owner !== workspaceId && desired.wantedInDraft(owner, userId, entitlement)) return true;
  return false;
}

/** One set of choices for a plan that several workspaces give. "On" wins: no workspace takes an app that another promises. */
export function mergeChoices(choices: readonly AppChoices[]): AppChoices {
  const [only] = choices;
  if (only && choices.length === 1) return only;
  const merged: Record<string, 'on' | 'off'> = {};
  for (const one of choices)
    for (const [servicePlanId, choice] of Object.entries(one))
      if (merged[servicePlanId] !== 'on') merged[servicePlanId] = choice;
  return merged;
}

/** One text that tells entitlements of decisions apart. */
export function isAdopted(adopted: readonly string[] | undefined, entitlement: Entitlement): boolean {
  return adopted !== undefined && adopted.length > 0 && adopted.includes(entitlementToKey(entitlement));
}

function createBundle(workspaceId: string, content: WorkspaceContent): Bundle {
  return {
    workspaceId,
    plans: new Map(content.plans.map((plan) => [plan.skuId, plan.apps])),
    services: new Map(content.services.map((service) => [serviceKey(service), service])),
    subscribers: new Set(content.subscribers),
  };
}

function lazyDraft(workspace: Workspace): () => Bundle {
  let bundle: Bundle | undefined;
  return () => (bundle ??= createBundle(workspace.id, workspace.draft));
}
