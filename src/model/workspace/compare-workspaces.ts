import { exceptionKey } from './exception.js';
import type { Workspace, WorkspaceContent } from './workspace.js';

/** One thing that a workspace says and that two admins may change apart from each other. */
export type WorkspaceField =
  | { readonly kind: 'name' | 'description' | 'route' | 'deletion' | 'accepted-group' }
  | { readonly kind: 'plan'; readonly skuId: string }
  | { readonly kind: 'app'; readonly skuId: string; readonly servicePlanId: string }
  | { readonly kind: 'service'; readonly providerId: string; readonly serviceId: string }
  | { readonly kind: 'subscriber'; readonly userId: string }
  /** A decision about a person, by its key. */
  | { readonly kind: 'exception'; readonly key: string };

/**
 * What became of one field since both started. Values are as stored: a text, a choice ("on", "off"; undefined is "as is"),
 * a service's option (empty when it has none), the id of a group; for what is simply there, "yes"; undefined when it is not there.
 */
export interface FieldChange {
  readonly field: WorkspaceField;
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
  readonly changedBy: 'mine' | 'theirs' | 'both';
  /** Both changed it, and not to the same. */
  readonly conflict: boolean;
}

interface Entry {
  readonly field: WorkspaceField;
  readonly value: string;
}

/**
 * What two admins changed since the version that both started from, field by field. Unchanged fields are left out.
 *
 * Besides two different values it is a conflict when one removes a plan of which the other changes an app,
 * and when one asks for deletion of what the other goes on editing.
 */
export function compareWorkspaces(
  base: Workspace,
  mine: Workspace,
  theirs: Workspace,
): readonly FieldChange[] {
  const [before, ours, others] = [listEntries(base), listEntries(mine), listEntries(theirs)];
  const changes: FieldChange[] = [];
  for (const key of new Set([...before.keys(), ...others.keys(), ...ours.keys()])) {
    const entry = before.get(key) ?? others.get(key) ?? ours.get(key);
    const values = [before.get(key)?.value, ours.get(key)?.value, others.get(key)?.value] as const;
    const change = entry && toChange(entry.field, ...values);
    if (change) changes.push(change);
  }
  return markDeletion(markRemovedPlans(changes));
}

function toChange(
  field: WorkspaceField,
  base: string | undefined,
  mine: string | undefined,
  theirs: string | undefined,
): FieldChange | undefined {
  if (mine === base && theirs === base) return undefined;
  const changedBy = theirs === base ? 'mine' : mine === base ? 'theirs' : 'both';
  return { field, base, mine, theirs, changedBy, conflict: changedBy === 'both' && mine !== theirs };
}

/** Where one removes a plan and the other changes its apps, the plan is the conflict, not each app. */
function markRemovedPlans(changes: readonly FieldChange[]): FieldChange[] {
  const removers = new Map<string, 'mine' | 'theirs'>();
  for (const { field, base, changedBy } of changes)
    if (field.kind === 'plan' && base !== undefined && changedBy !== 'both')
      removers.set(field.skuId, changedBy);
  const contested = new Set<string>();
  for (const change of changes) {
    if (change.field.kind !== 'app') continue;
    const remover = removers.get(change.field.skuId);
    const keeper = remover === 'mine' ? change.theirs : change.mine;
    if (remover && keeper !== change.base) contested.add(change.field.skuId);
  }
  return changes
    .filter(({ field }) => field.kind !== 'app' || !removers.has(field.skuId))
    .map((change) => {
      const { field } = change;
      return field.kind === 'plan' && contested.has(field.skuId)
        ? { ...change, changedBy: 'both', conflict: true }
        : change;
    });
}

function markDeletion(changes: FieldChange[]): FieldChange[] {
  return changes.map((change) => {
    if (change.field.kind !== 'deletion' || change.changedBy === 'both') return change;
    const asker = change.changedBy;
    const editing = changes.some((other) => other !== change && other.changedBy !== asker);
    const asked = (asker === 'mine' ? change.mine : change.theirs) !== undefined;
    return asked && editing ? { ...change, changedBy: 'both', conflict: true } : change;
  });
}

function listEntries(workspace: Workspace): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (key: string, field: WorkspaceField, value: string): void =>
    void entries.set(key, { field, value });
  const { draft, route, deleting, exceptions = [], acceptedGroup } = workspace;
  add('name', { kind: 'name' }, draft.name);
  add('description', { kind: 'description' }, draft.description);
  add('route', { kind: 'route' }, route);
  if (deleting) add('deletion', { kind: 'deletion' }, 'yes');
  if (acceptedGroup) add('accepted-group', { kind: 'accepted-group' }, acceptedGroup.groupId);
  for (const key of exceptions.map(exceptionKey)) add(`exception ${key}`, { kind: 'exception', key }, 'yes');
  listContent(draft, add);
  return entries;
}

function listContent(
  { plans, services, subscribers }: WorkspaceContent,
  add: (key: string, field: WorkspaceField, value: string) => void,
): void {
  for (const { skuId, apps } of plans) {
    add(`plan ${skuId}`, { kind: 'plan', skuId }, 'yes');
    for (const [servicePlanId, choice] of Object.entries(apps))
      add(`app ${skuId} ${servicePlanId}`, { kind: 'app', skuId, servicePlanId }, choice);
  }
  for (const { providerId, serviceId, optionId } of services)
    add(
      `service ${JSON.stringify([providerId, serviceId])}`,
      { kind: 'service', providerId, serviceId },
      optionId ?? '',
    );
  for (const userId of subscribers) add(`subscriber ${userId}`, { kind: 'subscriber', userId }, 'yes');
}
