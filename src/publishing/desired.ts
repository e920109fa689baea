import type { AppChoices } from '../model/app-choice.js';
import {
  serviceKey,
  type Workspace,
  type WorkspaceContent,
  type WorkspaceService,
} from '../model/workspace.js';
import type { Ledger } from './ledger.js';
import type { PublishInput } from './publish-input.js';

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
  /** Whether another workspace that stands for this in the ledger wants it in its draft: its publish may be half done. */
  wantedInDraft(workspaceId: string, userId: string, key: string): boolean;
}

/** What everybody should have: by the workspace being published, and by all the others. */
export interface Desired extends DesiredElsewhere {
  /** The draft; undefined when the workspace is being deleted. */
  readonly own: Bundle | undefined;
  /** What the workspace published before. */
  readonly before: Bundle | undefined;
}

export function describeDesired({ workspace, others }: Pick<PublishInput, 'workspace' | 'others'>): Desired {
  return {
    own: workspace.deleting ? undefined : createBundle(workspace.id, workspace.draft),
    before: workspace.published ? createBundle(workspace.id, workspace.published) : undefined,
    ...describeElsewhere(others.filter((other) => other.id !== workspace.id)),
  };
}

export function describeElsewhere(others: readonly Workspace[]): DesiredElsewhere {
  const bundles = others.flatMap((other) =>
    other.published ? [createBundle(other.id, other.published)] : [],
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
    othersOf: (userId) => byUser.get(userId) ?? [],
    wantedInDraft(workspaceId, userId, key) {
      const draft = drafts.get(workspaceId)?.();
      return draft !== undefined && draft.subscribers.has(userId) && gives(draft, key);
    },
  };
}

/** Whether the bundle holds this plan (SKU id) or service (`serviceKey`). */
export function gives(bundle: Bundle, key: string): boolean {
  return bundle.plans.has(key) || bundle.services.has(key);
}

/** Whether another workspace gives the user this plan or service, or is in the middle of publishing it. */
export function isGivenElsewhere(
  {
    desired,
    ledger,
    workspaceId,
  }: { readonly desired: DesiredElsewhere; readonly ledger: Ledger; readonly workspaceId: string },
  userId: string,
  key: string,
): boolean {
  if (desired.othersOf(userId).some((bundle) => gives(bundle, key))) return true;
  const owners = [...(ledger.ownersOf(userId, key) ?? [])];
  return owners.some((owner) => owner !== workspaceId && desired.wantedInDraft(owner, userId, key));
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
