import type { Entitlement } from '../../model/holding/entitlement.js';
import { grantKey } from '../../model/holding/grant.js';
import type { Holder } from '../../model/holding/holder.js';
import { createWorkspace, type Workspace } from '../../model/workspace/workspace.js';
import type { Claim, JournalEntry, Settlement, StartedEntry } from '../journal/journal-entry.js';
import { replaceableMs, type LeaseHold } from '../lease/lease.js';
import type { Order } from '../order.js';
import type { Store } from '../store.js';
import type { Session, StoreUnderTest } from './contract.js';

/** Ids that look like the directory's. */
export function guid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const ada: Session = { by: guid(0xada), machine: 'ada' };
export const grace: Session = { by: guid(0x6ace), machine: 'ada' };
export const elsewhere: Session = { by: guid(0x6ace), machine: 'grace' };

export const at = '2026-03-01T09:00:00.000Z';

export const publishId = guid(0xf001);

export const salesPlan: Entitlement = { kind: 'plan', skuId: guid(100) };

export function person(n: number): Holder {
  return { kind: 'user', userId: guid(1_000 + n) };
}

/** A workspace with something in every part, as somebody stores it. */
export function makeWorkspace(n = 1, name = `Sales ${n}`): Workspace {
  const content = {
    name,
    description: 'Everything a seller needs.\nÜber alles: 日本語 <b>&amp;</b>',
    plans: [{ skuId: guid(100), apps: { [guid(101)]: 'on' as const, [guid(102)]: 'off' as const } }],
    services: [
      { providerId: 'enterprise-apps', serviceId: guid(200), optionId: guid(201) },
      { providerId: 'desktops', serviceId: 'size/large' },
    ],
    subscribers: [guid(1_001), guid(1_002), guid(1_003)],
  };
  return {
    ...createWorkspace(guid(n), name, { at, by: ada.by }),
    draft: content,
    published: { ...content, subscribers: [guid(1_001)] },
    lastPublish: { at, by: ada.by, publishId },
    exceptions: [
      { userId: guid(1_001), kind: 'left-out', at, by: ada.by },
      { userId: guid(1_002), kind: 'assign-anyway', reason: 'not-synced', at, by: ada.by },
      { userId: guid(1_002), kind: 'assign-anyway', reason: 'guest', at, by: ada.by },
    ],
    acceptedGroup: { groupId: guid(0x9001), at, by: ada.by },
  };
}

export interface PublishSample {
  readonly id?: string;
  /** Null where it is about no workspace. */
  readonly workspaceId?: string | null;
  readonly of?: string;
}

export function start({ id = publishId, workspaceId = guid(1), of }: PublishSample = {}): StartedEntry {
  return {
    kind: 'started',
    head: {
      schemaVersion: 1,
      publishId: id,
      ...(workspaceId === null ? {} : { workspaceId }),
      workspaceName: 'Sales 1',
      kind: workspaceId === null ? 'reclaim' : 'publish',
      reverts: false,
      route: 'direct',
      ...(of === undefined ? {} : { of }),
      by: ada.by,
      startedAt: at,
      peopleCount: 3,
      blockedCount: 0,
    },
  };
}

export const noCounts = { applied: 0, failed: 0, open: 0, notSent: 0 };

export function finish(finishedAt = at): JournalEntry {
  return { kind: 'finished', at: finishedAt, end: 'completed', counts: noCounts };
}

export function giveClaim(n: number, gives: readonly Entitlement[] = [salesPlan]): Claim {
  return { holder: person(n), step: 'write-licenses', gives, takes: [] };
}

export function takeClaim(n: number, takes: readonly Entitlement[] = [salesPlan]): Claim {
  return { holder: person(n), step: 'write-licenses', gives: [], takes };
}

export function claimed(...claims: readonly Claim[]): JournalEntry {
  return { kind: 'claimed', at, claims };
}

/** How claims ended: as they wanted, with nothing done, or so that nobody knows. */
export function settled(end: 'done' | 'nothing' | 'open', ...claims: readonly Claim[]): JournalEntry {
  const settlements = claims.map((claim): Settlement => {
    const none = { ...claim, given: [], taken: [], open: [] };
    if (end === 'done') return { ...none, given: claim.gives, taken: claim.takes };
    return end === 'open' ? { ...none, open: [...claim.gives, ...claim.takes] } : none;
  });
  return { kind: 'settled', at, settlements };
}

export function makeOrder(n = 1): Order {
  return {
    schemaVersion: 1,
    id: guid(0x0d0 + n),
    workspaceId: guid(1),
    by: ada.by,
    // Stores may forget those that nobody began for long.
    at: new Date().toISOString(),
    state: 'waiting',
    review: {
      route: 'direct',
      changes: [
        {
          userId: guid(1_001),
          steps: [
            {
              kind: 'write-licenses',
              add: [{ skuId: guid(100), disabledPlans: [] }],
              changed: [],
              remove: [],
            },
          ],
          wave: 0,
          before: { licenses: [], services: [], country: 'IS' },
        },
      ],
      policy: 'default',
      serviceProviders: ['desktops'],
    },
  };
}

/** A store with the lease of a session of its own. */
export async function connectWithLease(
  team: StoreUnderTest,
  session: Session = ada,
  sessionId = 'tab-1',
): Promise<{ readonly store: Store; readonly hold: LeaseHold }> {
  const store = await team.connect(session);
  return { store, hold: await store.lease.take(sessionId) };
}

/** Takes the lease from whoever has it, as somebody who has watched it stand still. */
export async function takeOver(
  team: Pick<StoreUnderTest, 'passTime'>,
  store: Store,
  sessionId: string,
): Promise<LeaseHold> {
  await team.passTime?.(replaceableMs);
  const seen = await store.lease.read();
  return store.lease.take(sessionId, seen ? { over: seen } : {});
}

/** What is open and given, each as one text, sorted. */
export async function listGrants(store: Store, workspaceId?: string): Promise<readonly string[]> {
  const grants = await store.grants.list(workspaceId === undefined ? {} : { workspaceId });
  return grants.map((grant) => `${grant.state} ${grantKey(grant)}`).sort();
}
