import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ChangeSet, UserChange } from '../../../src/model/publish/change-set.js';
import { isSameReview } from '../../../src/publishing/next/is-same-review.js';
import { createBareChange, createBareChangeSet, createBareReview } from '../../support/bare-review.js';

const reviewOf = (changeSet: Partial<ChangeSet>) => createBareReview(() => changeSet);
const skuIds = ['E3', 'F3', 'VISIO'];

const anyChange: fc.Arbitrary<UserChange> = fc
  .record({
    userId: fc.constantFrom('lee', 'mia', 'joe', 'ann'),
    add: fc.subarray(skuIds),
    remove: fc.subarray(skuIds),
    wave: fc.nat({ max: 1 }),
  })
  .map(({ userId, add, remove, wave }) =>
    createBareChange(userId, {
      steps: [
        {
          kind: 'write-licenses',
          add: add.map((skuId) => ({ skuId, disabledPlans: [] })),
          changed: [],
          remove,
        },
      ],
      needs: add,
      frees: remove,
      wave,
    }),
  );
const anyChanges = fc.uniqueArray(anyChange, { selector: ({ userId }) => userId });

describe('whether two reviews are the same', () => {
  it('does not depend on when they were made, how licenses are counted, or in which order people come', () => {
    fc.assert(
      fc.property(anyChanges, fc.infiniteStream(fc.nat()), (changes, places) => {
        const order = changes.map((change) => ({ change, place: places.next().value as number }));
        order.sort((a, b) => a.place - b.place);
        const license = { total: 9, assignedBefore: 1, added: 1, freed: 0, assignedAfter: 2, short: 0 };
        const later = {
          changes: order.map(({ change }) => change),
          readAt: '2026-03-02T10:00:00Z',
          licenses: [{ skuId: 'E3', ...license, availableAfter: 7 }],
          unchangedCount: 12,
        };
        expect(isSameReview(reviewOf({ changes }), reviewOf(later))).to.equal(true);
      }),
    );
  });

  it('is so exactly when the same happens to the same people', () => {
    const describeAll = (changes: readonly UserChange[]): string =>
      JSON.stringify(changes.map(({ userId, steps, wave }) => JSON.stringify([userId, steps, wave])).sort());
    fc.assert(
      fc.property(anyChanges, anyChanges, (a, b) => {
        const isSame = isSameReview(reviewOf({ changes: a }), reviewOf({ changes: b }));
        expect(isSame).to.equal(describeAll(a) === describeAll(b));
      }),
    );
  });

  const base = createBareChangeSet({ changes: [createBareChange('lee')] });
  for (const [what, more] of Object.entries({
    'another route': { route: 'group' },
    'somebody blocked': {
      blocked: [
        { userId: 'mia', displayName: 'Mia', userPrincipalName: 'mia@x', blocks: [] },
      ] as unknown as ChangeSet['blocked'],
    },
    'a warning': { warnings: [{ kind: 'mailbox-lost', skuId: 'E3', userIds: ['lee'] }] },
    'somebody left out': { leftOut: ['mia'] },
    'somebody pending': {
      open: [{ userId: 'mia', displayName: 'Mia', userPrincipalName: 'mia@x', waitsFor: 'answer' }],
    },
    'a workspace that nothing proves': { unproven: ['finance'] },
    'a bystander of the group': {
      group: { add: [], remove: [], before: [], bystanders: ['mia'], memberCount: 1, strangers: [] },
    },
  } satisfies Record<string, Partial<ChangeSet>>))
    it(`is not so with ${what}`, () => {
      expect(isSameReview(reviewOf(base), reviewOf({ ...base, ...more }))).to.equal(false);
    });
});
