import type { Entitlement } from '../../model/holding/entitlement.js';
import type { AppChoices } from '../../model/plan/app-choice.js';
import { groupBy } from '../../model/usage/group-by.js';
import { serviceKey, type WorkspaceContent, type WorkspaceService } from '../../model/workspace/workspace.js';
import type { ReviewInput } from './review-input.js';

/** What one workspace gives each of its subscribers, ready for looking up. */
export interface Bundle {
  readonly workspaceId: string;
  readonly plans: ReadonlyMap<string, AppChoices>;
  readonly services: ReadonlyMap<string, WorkspaceService>;
  readonly subscribers: ReadonlySet<string>;
}

/** What everybody should have: by the workspace being published, and by all the others. */
export interface Desired {
  /** The draft; undefined when the workspace is being deleted, and where there is none. */
  readonly own: Bundle | undefined;
  /** What the workspace published before. */
  readonly before: Bundle | undefined;
  /** What other workspaces published for this user. */
  othersOf(userId: string): readonly Bundle[];
  /** Whether another workspace that gave this wants it in its draft: its publish may be half done. */
  wantedInDraft(workspaceId: string, userId: string, entitlement: Entitlement): boolean;
  /** Workspaces (ids) that say they are published, that nobody vouches for and that do not count for this reason. */
  readonly unproven: readonly string[];
}

/** A record that says it was published is believed where the journal knows it, or the administrator says so. */
export function describeDesired({
  workspace,
  ...input
}: Pick<ReviewInput, 'others' | 'unproven' | 'decisions'> &
  Partial<Pick<ReviewInput, 'workspace'>>): Desired {
  const others = input.others.filter(({ id }) => id !== workspace?.id);
  const unproven = others
    .filter(({ id, published }) => published && input.unproven?.has(id))
    .map(({ id }) => id)
    .filter((id) => !input.decisions?.trusted?.includes(id))
    .sort();
  const bundles = others.flatMap(({ id, published }) =>
    published && !unproven.includes(id) ? [createBundle(id, published)] : [],
  );
  const byUser = groupBy(
    bundles.flatMap((bundle) => [...bundle.subscribers].map((userId) => ({ userId, bundle }))),
    ({ userId }) => userId,
    ({ bundle }) => bundle,
  );
  const drafts = new Map(
    others.flatMap(({ id, draft, deleting }) =>
      deleting ? [] : [[id, lazy(() => createBundle(id, draft))]],
    ),
  );
  return {
    own: workspace && !workspace.deleting ? createBundle(workspace.id, workspace.draft) : undefined,
    before: workspace?.published && createBundle(workspace.id, workspace.published),
    othersOf: (userId) => byUser.get(userId) ?? none,
    wantedInDraft(workspaceId, userId, entitlement) {
      const draft = drafts.get(workspaceId)?.();
      return draft !== undefined && draft.subscribers.has(userId) && gives(draft, entitlement);
    },
    unproven,
  };
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

function createBundle(workspaceId: string, content: WorkspaceContent): Bundle {
  return {
    workspaceId,
    plans: new Map(content.plans.map((plan) => [plan.skuId, plan.apps])),
    services: new Map(content.services.map((service) => [serviceKey(service), service])),
    subscribers: new Set(content.subscribers),
  };
}

function lazy<T>(create: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= create());
}
