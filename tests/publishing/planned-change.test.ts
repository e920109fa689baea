import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  fromPlannedChange,
  fromPlannedGroup,
  toPlannedChange,
  toPlannedGroup,
} from '../../src/publishing/planned-change.js';
import { anyChange, inOrder } from './any-change.js';

describe('toPlannedChange', () => {
  for (const route of ['direct', 'group'] as const)
    it(`keeps everything of any change on the ${route} route`, () => {
      fc.assert(
        fc.property(anyChange('ann', route), (change) => {
          const planned = toPlannedChange(change);
          expect(inOrder(fromPlannedChange(planned))).to.deep.equal(inOrder(change));
          expect(toPlannedChange(fromPlannedChange(planned))).to.deep.equal(planned);
        }),
        { numRuns: 300 },
      );
    });

  it('tells what is written to the user from what comes and goes with the group', () => {
    const { steps } = toPlannedChange({
      userId: 'ann',
      addLicenses: [
        { skuId: 'visio', disabledPlans: [] },
        { skuId: 'teams', disabledPlans: ['app-1'] },
      ],
      removeLicenses: ['project', 'teams'],
      changedPlans: ['visio'],
      addServices: [{ providerId: 'desktops', serviceId: 'standard' }],
      removeServices: [],
      setUsageLocation: 'IS',
      wave: 0,
      group: 'join',
      byGroup: ['teams'],
      before: { licenses: [{ skuId: 'visio', disabledPlans: ['app-2'] }], services: [] },
    });
    expect(steps).to.deep.equal([
      { kind: 'set-country', country: 'IS' },
      {
        kind: 'write-licenses',
        add: [{ skuId: 'visio', disabledPlans: [] }],
        changed: ['visio'],
        remove: ['project', 'teams'],
      },
      { kind: 'give-service', service: { providerId: 'desktops', serviceId: 'standard' } },
      { kind: 'join' },
      {
        kind: 'await-microsoft',
        add: [{ skuId: 'teams', disabledPlans: ['app-1'] }],
        changed: [],
        remove: [],
      },
    ]);
  });
});

describe('toPlannedGroup', () => {
  it('keeps everything, also of a group that is still to be made', () => {
    const change = {
      addLicenses: [{ skuId: 'visio', disabledPlans: ['app-1'] }],
      removeLicenses: ['teams'],
      before: [{ skuId: 'teams', disabledPlans: [] }],
      bystanders: ['eve'],
    };
    for (const group of [change, { ...change, groupId: 'group-1' }])
      expect(fromPlannedGroup(toPlannedGroup(group))).to.deep.equal(group);
  });
});
