import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ChangeSet, UserChange } from '../../../src/model/change-set.js';
import { serviceKey } from '../../../src/model/workspace.js';
import { reviewWorkspace } from '../../../src/publishing/review/review-workspace.js';
import type { PublishDecisions, ReviewInput } from '../../../src/publishing/review/review-input.js';
import {
  anyContent,
  anyTenant,
  anyUser,
  applyChange,
  consumedUnits,
  holds,
  skuIds,
  toInput,
  userIds,
  workspaceIds,
  type ModelTenant,
} from './model-tenant.js';

/** One thing that happens to a tenant. */
type Step =
  | { readonly kind: 'edit'; readonly id: string; readonly content: object }
  | { readonly kind: 'delete'; readonly id: string }
  | {
      readonly kind: 'publish';
      readonly id: string;
      readonly seed: number;
      readonly decisions: PublishDecisions;
      /** How many changes are applied before the publish is cancelled. */
      readonly limit: number;
    }
  | { readonly kind: 'outside'; readonly userId: string; readonly user: object };

const anyId = fc.constantFrom(...workspaceIds);
const anyDecisions: fc.Arbitrary<PublishDecisions> = fc.record(
  {
    usageLocations: fc.constant(Object.fromEntries(userIds.map((id) => [id, 'DE']))),
    leftOut: fc.subarray(userIds, { maxLength: 1 }),
    assignAnyway: fc
      .subarray(userIds)
      .map((ids) =>
        Object.fromEntries(
          ids.map((id) => [id, ['not-synced', 'guest', 'sign-in-disabled', 'licensed-by-group'] as const]),
        ),
      ),
    leaveAsIs: fc.subarray(userIds).map((ids) => Object.fromEntries(ids.map((id) => [id, [...skuIds]]))),
    adopted: fc.subarray(userIds).map((ids) => Object.fromEntries(ids.map((id) => [id, [...skuIds]]))),
  },
  { requiredKeys: [] },
);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), id: anyId, content: anyContent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id: anyId }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      id: anyId,
      seed: fc.nat(),
      decisions: anyDecisions,
      limit: fc.oneof(fc.constant(1_000), fc.nat(4)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('outside' as const),
      userId: fc.constantFrom(...userIds),
      user: anyUser('x'),
    }),
  },
);

/** A workspace is changed and published: what an earlier publish gave is given back, and others wait for it. */
const anyRevision: fc.Arbitrary<Step[]> = fc
  .record({ id: anyId, content: anyContent, seed: fc.nat(), decisions: anyDecisions })
  .map(({ id, content, seed, decisions }) => [
    { kind: 'edit', id, content },
    { kind: 'publish', id, seed, decisions, limit: 1_000 },
  ]);

const history = fc.tuple(
  anyTenant,
  fc
    .array(
      fc.oneof(
        anyStep.map((step) => [step]),
        anyRevision,
      ),
      { minLength: 4, maxLength: 12, size: 'max' },
    )
    .map((parts) => parts.flat()),
);

describe('reviewWorkspace keeps the laws over random tenants, workspaces and histories', () => {
  it('1: plans nothing after a clean apply', () =>
    replay(({ tenant, plan, step, complete }) => {
      if (!complete) return;
      const again = reviewWorkspace(toInput(tenant, step.id, { decisions: step.decisions }));
      expect(again.changes).to.deep.equal([]);
      // Nothing was settled for those who were left out.
      expect(again.ledger.filter(({ userId }) => !changeSet.leftOut.includes(userId))).to.deep.equal([]);
    }));

  it('1: gives the same plan whatever the order of the input', () =>
    replayPlans(({ input, plan, seed }) => {
      const shuffled = reviewWorkspace({
        ...input,
        workspace: {
          ...input.workspace,
          draft: {
            ...input.workspace.draft,
            subscribers: shuffle(input.workspace.draft.subscribers, seed),
            plans: shuffle(input.workspace.draft.plans, seed),
          },
        },
        others: shuffle(input.others, seed),
        users: new Map(shuffle([...input.users], seed)),
        plans: shuffle(input.plans, seed),
        services: shuffle(input.services, seed),
      });
      expect(sortLedger(shuffled)).to.deep.equal(sortLedger(plan));
    }));

  it('2: makes one write per user of complete, disjoint lists', () =>
    replayPlans(({ plan, input }) => {
      const ids = changeSet.changes.map((change) => change.userId);
      expect(new Set(ids).size).to.equal(ids.length);
      for (const change of changeSet.changes) {
        const skus = [...change.addLicenses.map((add) => add.skuId), ...change.removeLicenses];
        expect(new Set(skus).size).to.equal(skus.length);
        for (const add of change.addLicenses) expectChoices(input, change, add.skuId, add.disabledPlans);
      }
    }));

  it('3: keeps the present choice of apps that are left as they are', () =>
    replayPlans(({ plan, input }) => {
      for (const change of changeSet.changes)
        for (const skuId of change.changedPlans) {
          const before = change.before.licenses.find((license) => license.skuId === skuId);
          const after = change.addLicenses.find((license) => license.skuId === skuId);
          const spoken = new Set(
            choicesFor(input, change.userId, skuId).flatMap((apps) => Object.keys(apps)),
          );
          for (const index of [0, 1, 2]) {
            const id = `${skuId}-app-${index}`;
            if (!spoken.has(id))
              expect(after?.disabledPlans.includes(id)).to.equal(before?.disabledPlans.includes(id));
          }
        }
    }));

  it('4: takes only what a workspace gave, is direct, and nobody gives any more', () =>
    replayPlans(({ plan, input }) => {
      for (const change of changeSet.changes) {
        for (const skuId of change.removeLicenses) {
          expect(input.ledger.ownersOf(change.userId, skuId), 'given by a workspace').not.to.equal(undefined);
          expect(change.before.licenses.some((license) => license.skuId === skuId)).to.equal(true);
          for (const other of input.others)
            if (other.published?.subscribers.includes(change.userId))
              expect(other.published.plans.map((each) => each.skuId)).not.to.include(skuId);
        }
        for (const service of change.removeServices)
          expect(input.ledger.ownersOf(change.userId, serviceKey(service))).not.to.equal(undefined);
      }
    }));

  it('5: never oversells in any order within a wave, and leaves nobody short while licenses are left', () => {
    let waited = 0;
    replay(({ tenant, plan, complete }) => {
      if (!complete) return;
      waited += changeSet.changes.filter(({ wave }) => wave > 0).length;
      for (const { skuId, assignedAfter, total, added } of changeSet.licenses) {
        expect(assignedAfter).to.equal(consumedUnits(tenant, skuId));
        if (added > 0) expect(assignedAfter).to.be.at.most(total);
      }
      for (const { reason, skuId = '' } of changeSet.blocked) {
        if (reason !== 'no-licenses-left') continue;
        const seats = tenant.plans.find((each) => each.skuId === skuId)!.prepaidUnits;
        expect(consumedUnits(tenant, skuId)).to.be.at.least(seats.enabled + seats.warning);
      }
    });
    expect(waited, 'users who waited for a license that got free').to.be.above(0);
  });

  it('6: blocks with a remedy whoever must not or cannot get what is new', () =>
    replayPlans(({ plan, input, decisions }) => {
      for (const block of changeSet.blocked) expect(block.remedies).not.to.have.length(0);
      const blocked = new Set(
        changeSet.blocked.filter((each) => each.blocks === 'user').map((each) => each.userId),
      );
      for (const change of changeSet.changes) {
        expect(blocked.has(change.userId), 'blocked users keep everything').to.equal(false);
        const user = input.users.get(change.userId)!;
        const gains = change.addLicenses.length > change.changedPlans.length || change.addServices.length > 0;
        const overruled = decisions.assignAnyway?.[user.id];
        if (gains && !overruled) {
          expect(user.synced && user.accountEnabled && !user.guest).to.equal(true);
          for (const { skuId } of change.addLicenses)
            if (!change.changedPlans.includes(skuId)) expect(holds(user, skuId)).to.equal(false);
        }
        if (change.addLicenses.length > 0)
          expect(user.usageLocation ?? change.setUsageLocation).not.to.equal(undefined);
        if (change.setUsageLocation)
          expect(change.setUsageLocation).to.equal(decisions.usageLocations?.[user.id]);
      }
    }));

  it('8: accounts for every subscriber exactly once', () =>
    replayPlans(({ plan, input }) => {
      if (input.workspace.deleting) return;
      const changing = new Set(changeSet.changes.map((change) => change.userId));
      const blocked = new Set(changeSet.blocked.map((each) => each.userId));
      const leftOut = new Set(changeSet.leftOut);
      const known = input.workspace.draft.subscribers.filter(
        (id) => changing.has(id) || blocked.has(id) || leftOut.has(id),
      );
      expect(known.length + changeSet.unchangedCount).to.equal(input.workspace.draft.subscribers.length);
      for (const id of leftOut) expect(changing.has(id) || blocked.has(id)).to.equal(false);
    }));

  it('ends as desired for everybody who is not blocked', () =>
    replay(({ tenant, plan, step, complete }) => {
      const workspace = tenant.workspaces.get(step.id);
      if (!complete || !workspace || workspace.deleting) return;
      const excluded = new Set([...changeSet.blocked.map((each) => each.userId), ...changeSet.leftOut]);
      for (const userId of workspace.draft.subscribers) {
        if (excluded.has(userId)) continue;
        const user = tenant.users.get(userId)!;
        for (const { skuId } of workspace.draft.plans) expect(holds(user, skuId), skuId).to.equal(true);
        for (const service of workspace.draft.services)
          expect(tenant.services.has(`${userId} ${serviceKey(service)}`)).to.equal(true);
      }
    }));
});

interface Published {
  readonly tenant: ModelTenant;
  readonly plan: ChangeSet;
  readonly step: Extract<Step, { kind: 'publish' }>;
  readonly complete: boolean;
}

interface Planned {
  readonly input: ReviewInput;
  readonly plan: ChangeSet;
  readonly seed: number;
  readonly decisions: PublishDecisions;
}

/** Runs random histories and checks after every publish. */
function replay(
  check: (published: Published) => void,
  onPlanned: (planned: Planned) => void = () => {},
): void {
  fc.assert(
    fc.property(history, ([generated, steps]) => {
      const tenant: ModelTenant = structuredCloneTenant(generated);
      for (const step of steps)
        switch (step.kind) {
          case 'edit': {
            const workspace = tenant.workspaces.get(step.id);
            if (workspace && !workspace.deleting)
              tenant.workspaces.set(step.id, {
                ...workspace,
                draft: { ...workspace.draft, ...step.content },
              });
            break;
          }
          case 'delete': {
            const workspace = tenant.workspaces.get(step.id);
            if (workspace) tenant.workspaces.set(step.id, { ...workspace, deleting: true });
            break;
          }
          case 'outside': {
            const user = tenant.users.get(step.userId)!;
            const licenses = (step.user as typeof user).licenses;
            tenant.users.set(step.userId, { ...user, licenses });
            break;
          }
          case 'publish': {
            const { id, decisions, seed } = step;
            const workspace = tenant.workspaces.get(id);
            if (!workspace) break;
            const input = toInput(tenant, id, { decisions });
            const plan = reviewWorkspace(input);
            onPlanned({ input, plan, seed, decisions });
            const complete = publish(tenant, plan, step);
            check({ tenant, plan, step, complete });
          }
        }
    }),
    { numRuns: 300, endOnFailure: true },
  );
}

function replayPlans(check: (planned: Planned) => void): void {
  replay(() => {}, check);
}

/** Applies the plan wave by wave, in any order within a wave; false when it was cancelled before the end. */
function publish(tenant: ModelTenant, plan: ChangeSet, { id, seed, limit }: Published['step']): boolean {
  for (const change of changeSet.notes) tenant.ledger.apply(change);
  const waves = [...new Set(changeSet.changes.map((change) => change.wave))];
  expect(waves).to.deep.equal([...waves].sort((a, b) => a - b));
  const ordered = waves.flatMap((wave) =>
    shuffle(
      changeSet.changes.filter((change) => change.wave === wave),
      seed,
    ),
  );
  for (const change of ordered.slice(0, limit)) applyChange(tenant, change, id);
  if (ordered.length > limit) return false;
  const workspace = tenant.workspaces.get(id)!;
  if (!workspace.deleting) tenant.workspaces.set(id, { ...workspace, published: workspace.draft });
  return true;
}

function choicesFor(input: ReviewInput, userId: string, skuId: string) {
  const contents = [
    ...(input.workspace.deleting ? [] : [input.workspace.draft]),
    ...input.others.flatMap((other) => other.published ?? []),
  ];
  return contents
    .filter((content) => content.subscribers.includes(userId))
    .flatMap((content) => content.plans.filter((each) => each.skuId === skuId).map((each) => each.apps));
}

/** What each app must be, worked out one by one: on when any workspace says so, off when one says so, else as it was. */
function expectChoices(input: ReviewInput, change: UserChange, skuId: string, off: readonly string[]): void {
  const choices = choicesFor(input, change.userId, skuId);
  const user = input.users.get(change.userId)!;
  const sources = user.licenses.filter((each) => each.skuId === skuId && each.state !== 'Error');
  const held = sources.find((each) => each.assignedByGroup === null) ?? sources[0];
  for (const index of [0, 1, 2]) {
    const id = `${skuId}-app-${index}`;
    const said = choices.map((apps) => apps[id]);
    const expected = said.includes('on')
      ? false
      : said.includes('off')
        ? true
        : (held?.disabledPlans.includes(id) ?? false);
    expect(off.includes(id), id).to.equal(expected);
  }
  expect(off).not.to.include(`${skuId}-app-3`);
}

function structuredCloneTenant(tenant: ModelTenant): ModelTenant {
  return {
    ...tenant,
    users: new Map(tenant.users),
    services: new Map(tenant.services),
    ledger: new (tenant.ledger.constructor as new () => ModelTenant['ledger'])(),
    workspaces: new Map(tenant.workspaces),
  };
}

function sortLedger(plan: ChangeSet): ChangeSet {
  return {
    ...plan,
    ledger: [...changeSet.notes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = seed % 2_147_483_647 || 1;
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
  }
  return shuffled;
}
