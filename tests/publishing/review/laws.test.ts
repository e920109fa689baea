import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { toPlan, toService } from '../../../src/model/holding/entitlement.js';
import type { Holder } from '../../../src/model/holding/holder.js';
import type { ChangeSet, UserChange } from '../../../src/model/publish/change-set.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import { serviceKey } from '../../../src/model/workspace/workspace.js';
import type { PublishDecisions, ReviewInput } from '../../../src/publishing/review/review-input.js';
import { reviewWorkspace } from '../../../src/publishing/review/review-workspace.js';
import {
  anyContent,
  anyTenant,
  anyUser,
  applyChange,
  applyNotes,
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
  it('1: finds nothing to do after a clean apply', () =>
    replay(({ tenant, changeSet, step, complete }) => {
      if (!complete) return;
      const again = reviewWorkspace(toInput(tenant, step.id, { decisions: step.decisions }));
      expect(again.changes).to.deep.equal([]);
      // Nothing was settled for those who were left out.
      expect(again.notes.filter(({ holder }) => !isAmong(changeSet.leftOut, holder))).to.deep.equal([]);
    }));

  it('1: gives the same change set whatever the order of the input', () =>
    replayPlans(({ input, changeSet, seed }) => {
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
      expect(sortNotes(shuffled)).to.deep.equal(sortNotes(changeSet));
    }));

  it('2: makes one write per user of complete, disjoint lists', () =>
    replayPlans(({ changeSet, input }) => {
      const ids = changeSet.changes.map((change) => change.userId);
      expect(new Set(ids).size).to.equal(ids.length);
      for (const change of changeSet.changes) {
        expect(change.steps.filter(({ kind }) => kind === 'write-licenses').length).to.be.at.most(1);
        const { add, remove } = summarizeSteps(change.steps).licenses;
        const skus = [...add.map(({ skuId }) => skuId), ...remove];
        expect(new Set(skus).size).to.equal(skus.length);
        for (const { skuId, disabledPlans } of add) expectChoices(input, change, skuId, disabledPlans);
      }
    }));

  it('3: keeps the present choice of apps that are left as they are', () =>
    replayPlans(({ changeSet, input }) => {
      for (const change of changeSet.changes) {
        const { add, changed } = summarizeSteps(change.steps).licenses;
        for (const skuId of changed) {
          const before = change.before.licenses.find((license) => license.skuId === skuId);
          const after = add.find((license) => license.skuId === skuId);
          const spoken = new Set(
            choicesFor(input, change.userId, skuId).flatMap((apps) => Object.keys(apps)),
          );
          for (const index of [0, 1, 2]) {
            const id = `${skuId}-app-${index}`;
            if (!spoken.has(id))
              expect(after?.disabledPlans.includes(id)).to.equal(before?.disabledPlans.includes(id));
          }
        }
      }
    }));

  it('4: takes only what a workspace gave, is direct, and nobody gives any more', () =>
    replayPlans(({ changeSet, input }) => {
      for (const change of changeSet.changes) {
        const { licenses, takeServices } = summarizeSteps(change.steps);
        for (const skuId of licenses.remove) {
          expect(input.grants.has(change.userId, toPlan(skuId)), 'given by a workspace').to.equal(true);
          expect(change.before.licenses.some((license) => license.skuId === skuId)).to.equal(true);
          for (const other of input.others)
            if (other.published?.subscribers.includes(change.userId))
              expect(other.published.plans.map((each) => each.skuId)).not.to.include(skuId);
        }
        for (const service of takeServices)
          expect(input.grants.has(change.userId, toService(service))).to.equal(true);
      }
    }));

  it('6: never oversells in any order within a wave, and leaves nobody short while licenses are left', () => {
    let waited = 0;
    replay(({ tenant, changeSet, complete }) => {
      if (!complete) return;
      waited += changeSet.changes.filter(({ wave }) => wave > 0).length;
      for (const { skuId, assignedAfter, total, added } of changeSet.licenses) {
        expect(assignedAfter).to.equal(consumedUnits(tenant, skuId));
        if (added > 0) expect(assignedAfter).to.be.at.most(total);
      }
      for (const { reason, skuId = '' } of changeSet.blocked) {
        if (reason !== 'no-licenses-left') continue;
        const units = tenant.plans.find((each) => each.skuId === skuId)!.prepaidUnits;
        expect(consumedUnits(tenant, skuId)).to.be.at.least(units.enabled + units.warning);
      }
    });
    expect(waited, 'users who waited for a license that got free').to.be.above(0);
  });

  it('7: blocks with a remedy whoever must not or cannot get what is new', () =>
    replayPlans(({ changeSet, input, decisions }) => {
      for (const block of changeSet.blocked) expect(block.remedies).not.to.have.length(0);
      const blocked = new Set(
        changeSet.blocked.filter((each) => each.blocks === 'user').map((each) => each.userId),
      );
      for (const change of changeSet.changes) {
        expect(blocked.has(change.userId), 'blocked users keep everything').to.equal(false);
        const user = input.users.get(change.userId)!;
        const { licenses, giveServices, country } = summarizeSteps(change.steps);
        const gained = licenses.add.filter(({ skuId }) => !licenses.changed.includes(skuId));
        const gains = gained.length + giveServices.length > 0;
        const overruled = decisions.assignAnyway?.[user.id];
        if (gains && !overruled) {
          expect(user.synced && user.accountEnabled && !user.guest).to.equal(true);
          for (const { skuId } of gained) expect(holds(user, skuId)).to.equal(false);
        }
        if (licenses.add.length > 0) expect(user.usageLocation ?? country).not.to.equal(undefined);
        if (country) expect(country).to.equal(decisions.usageLocations?.[user.id]);
      }
    }));

  it('9: accounts for every subscriber exactly once', () =>
    replayPlans(({ changeSet, input }) => {
      if (input.workspace.deleting) return;
      const changing = new Set(changeSet.changes.map((change) => change.userId));
      const blocked = new Set(changeSet.blocked.map((each) => each.userId));
      const leftOut = new Set(changeSet.leftOut);
      const open = new Set(changeSet.open.map((each) => each.userId));
      const known = input.workspace.draft.subscribers.filter(
        (id) => changing.has(id) || blocked.has(id) || leftOut.has(id) || open.has(id),
      );
      expect(known.length + changeSet.unchangedCount).to.equal(input.workspace.draft.subscribers.length);
      for (const id of leftOut) expect(changing.has(id) || blocked.has(id)).to.equal(false);
    }));

  it('16: lets no workspace count that only says it is published, unless the administrator trusts it', () =>
    replayPlans(({ input, decisions }) => {
      const ids = input.others.map(({ id }) => id);
      const silent = input.others.map(({ published: _said, ...other }) => other);
      const expected = reviewWorkspace({ ...input, others: silent });
      const unproven = new Set(ids);
      const said = input.others.filter(({ published }) => published).map(({ id }) => id);
      expect(reviewWorkspace({ ...input, unproven })).to.deep.equal({ ...expected, unproven: said.sort() });
      const trusting = { ...input, unproven, decisions: { ...decisions, trusted: ids } };
      expect(reviewWorkspace(trusting)).to.deep.equal(reviewWorkspace(input));
    }));

  it('ends as desired for everybody who is not blocked', () =>
    replay(({ tenant, changeSet, step, complete }) => {
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
  readonly changeSet: ChangeSet;
  readonly step: Extract<Step, { kind: 'publish' }>;
  readonly complete: boolean;
}

interface Planned {
  readonly input: ReviewInput;
  readonly changeSet: ChangeSet;
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
      for (const step of steps) {
        tenant.time.now = new Date(Date.parse(tenant.time.now) + 61_000).toISOString();
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
            const changeSet = reviewWorkspace(input);
            onPlanned({ input, changeSet, seed, decisions });
            const complete = publish(tenant, changeSet, step);
            check({ tenant, changeSet, step, complete });
          }
        }
      }
    }),
    { numRuns: 300, endOnFailure: true },
  );
}

function replayPlans(check: (planned: Planned) => void): void {
  replay(() => {}, check);
}

/** Applies the changeSet wave by wave, in any order within a wave; false when it was cancelled before the end. */
function publish(tenant: ModelTenant, changeSet: ChangeSet, { id, seed, limit }: Published['step']): boolean {
  applyNotes(tenant, changeSet);
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
    grants: new Map(tenant.grants),
    time: { ...tenant.time },
    workspaces: new Map(tenant.workspaces),
  };
}

function sortNotes(changeSet: ChangeSet): ChangeSet {
  return {
    ...changeSet,
    notes: [...changeSet.notes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

function isAmong(userIds: readonly string[], holder: Holder): boolean {
  return holder.kind === 'user' && userIds.includes(holder.userId);
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
