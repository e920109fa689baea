import { describe, it } from 'node:test';
import fc from 'fast-check';
import { partNumbers, Story, userCount, workspaceIds, type Step } from './story.js';

const workspace = fc.nat(workspaceIds.length - 1);
const users = fc.subarray(Array.from({ length: userCount }, (_, index) => index));
const route = fc.constantFrom('direct' as const, 'direct' as const, 'group' as const);
const plans = fc.subarray(partNumbers.map((_, index) => index));

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), workspace, users, plans, route }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      workspace,
      admin: fc.constantFrom('ann' as const, 'ann' as const, 'bob' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      workspace,
      append: fc.nat(8),
      written: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('go-on' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('refused' as const),
      workspace,
      count: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(1_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('outside' as const),
      user: fc.nat(userCount - 1),
      plan: fc.nat(partNumbers.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), workspace }) },
);

/** Most edits are published at once. */
const anyRevision: fc.Arbitrary<Step[]> = fc.record({ workspace, users, plans, route }).map((edit) => [
  { kind: 'edit', ...edit },
  { kind: 'publish', workspace: edit.workspace, admin: 'ann' },
]);
const anyStory = fc
  .array(
    fc.oneof(
      anyRevision,
      anyStep.map((step) => [step]),
    ),
    { minLength: 2, maxLength: 12, size: 'max' },
  )
  .map((parts) => parts.flat());

describe('publishing survives crashes, outside changes and a second admin', () => {
  it('ends as desired, takes nothing that it did not give and writes nobody without need', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (steps) => {
        const story = await Story.begin();
        for (const step of steps) await story.play(step);
        await story.end();
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('lets those who join have what those who leave give back, also when Microsoft lets them go at the second try only', async () => {
    const story = await Story.begin();
    const everybody = [0, 1, 2, 3, 4, 5, 6, 7];
    const first = { kind: 'edit', workspace: 0, plans: [0, 1, 2] } as const;
    const second = { kind: 'edit', workspace: 1 } as const;
    const publish = (workspace: number): Step => ({ kind: 'publish', workspace, admin: 'ann' });
    // Licenses of the scarce plan stay direct when the workspace goes over to its group, for another one gave them too.
    for (const step of [
      { ...first, users: [0, 1, 2, 3, 4, 5, 7], route: 'direct' },
      publish(0),
      { ...second, users: everybody, plans: [1, 2], route: 'direct' },
      publish(1),
      { ...first, users: everybody, route: 'group' },
      publish(0),
      { ...second, users: [1, 5, 6], plans: [], route: 'group' },
      publish(1),
      { ...first, users: [0, 1, 4, 7], plans: [2], route: 'group' },
      { kind: 'refused', workspace: 0, count: 2, seed: 561 },
    ] satisfies Step[])
      await story.play(step);
    await story.end();
  });

  it('waits for both sources of a license that is to get free: the group and the direct one', async () => {
    const story = await Story.begin();
    const publish = (workspace: number): Step => ({ kind: 'publish', workspace, admin: 'ann' });
    for (const step of [
      { kind: 'edit', workspace: 0, users: [2, 7], plans: [2], route: 'direct' },
      publish(0),
      { kind: 'edit', workspace: 1, users: [2], plans: [2], route: 'group' },
      publish(1),
      { kind: 'edit', workspace: 0, users: [], plans: [2], route: 'direct' },
      publish(0),
      { kind: 'edit', workspace: 1, users: [6, 7], plans: [2], route: 'direct' },
      publish(1),
    ] satisfies Step[])
      await story.play(step);
    await story.end();
  });

  for (const append of [0, 1, 2, 3, 4, 5, 6])
    for (const written of [false, true])
      it(`knows what it gave after a crash ${written ? 'after' : 'at'} the journal's write number ${append + 1}`, async () => {
        const everybody = [0, 1, 2, 3, 4, 5, 6, 7];
        const give = { kind: 'edit', workspace: 0, users: everybody, plans: [0] } as const;
        const take = { kind: 'edit', workspace: 0, users: [], plans: [] } as const;
        const crash: Step = { kind: 'crash', workspace: 0, append, written };
        const goOn: Step = { kind: 'go-on' };
        for (const before of ['direct', 'group'] as const)
          for (const after of ['direct', 'group'] as const)
            for (const between of [[], [goOn]]) {
              const story = await Story.begin();
              for (const step of [{ ...give, route: before }, crash, ...between, { ...take, route: after }])
                await story.play(step);
              await story.end();
            }
      });
});
