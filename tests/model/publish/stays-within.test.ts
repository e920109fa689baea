import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { ChangeSet, UserChange } from '../../../src/model/publish/change-set.js';
import { staysWithin } from '../../../src/model/publish/stays-within.js';
import type { Step } from '../../../src/model/publish/step.js';
import { createBareChange, createBareChangeSet } from '../../support/bare-review.js';

const empty = createBareChangeSet();

function change(userId: string, ...steps: Step[]): UserChange {
  return createBareChange(userId, { steps });
}

const assign = (skuId: string, ...disabledPlans: string[]): Step => ({
  kind: 'write-licenses',
  add: [{ skuId, disabledPlans }],
  changed: [],
  remove: [],
});

const confirmed: ChangeSet = {
  ...empty,
  changes: [
    change('lee', { kind: 'set-country', country: 'DE' }, assign('E3', 'sway', 'forms')),
    change('mia', assign('E3')),
  ],
};

describe('staysWithin', () => {
  it('holds for some of the people with some of their steps', () => {
    const rest = { ...empty, changes: [change('lee', assign('E3', 'forms', 'sway'))] };
    expect(staysWithin(rest, confirmed)).to.equal(true);
  });

  it('holds for nothing left', () => {
    expect(staysWithin(empty, confirmed)).to.equal(true);
  });

  it('fails for somebody who was not in it', () => {
    expect(staysWithin({ ...empty, changes: [change('joe', assign('E3'))] }, confirmed)).to.equal(false);
  });

  it('fails for a step that was confirmed for somebody else only', () => {
    const rest = { ...empty, changes: [change('mia', { kind: 'set-country', country: 'DE' })] };
    expect(staysWithin(rest, confirmed)).to.equal(false);
  });

  it('fails for the same plan with other apps', () => {
    expect(staysWithin({ ...empty, changes: [change('lee', assign('E3', 'sway'))] }, confirmed)).to.equal(
      false,
    );
  });

  it('fails where a license goes that was not to go', () => {
    const take: Step = { kind: 'write-licenses', add: [], changed: [], remove: ['E3'] };
    expect(staysWithin({ ...empty, changes: [change('mia', take)] }, confirmed)).to.equal(false);
  });

  it('fails for another way to the same', () => {
    const rest = { ...empty, route: 'group' } as const;
    expect(staysWithin(rest, confirmed)).to.equal(false);
  });

  it('fails for another workspace', () => {
    expect(staysWithin({ ...empty, workspaceId: 'phones' }, confirmed)).to.equal(false);
  });

  it('fails for a loss of which nobody was told', () => {
    const rest: ChangeSet = {
      ...empty,
      changes: [change('mia', assign('E3'))],
      warnings: [{ kind: 'mailbox-lost', skuId: 'E3', userIds: ['mia'] }],
    };
    expect(staysWithin(rest, confirmed)).to.equal(false);
  });

  describe('with a group', () => {
    const group = {
      add: [{ skuId: 'E3', disabledPlans: [] }],
      remove: ['F3'],
      before: [],
      bystanders: ['ann', 'bob'],
      memberCount: 2,
      strangers: [],
    };
    const whole: ChangeSet = { ...empty, route: 'group', group };
    const rest: ChangeSet = { ...whole, group: { ...group, groupId: 'g1', remove: [], bystanders: ['bob'] } };

    it('holds for less of what the group was to carry, once it is made', () => {
      expect(staysWithin(rest, whole)).to.equal(true);
    });

    it('fails for a plan more', () => {
      const more = { ...group, remove: ['F3', 'E5'] };
      expect(staysWithin({ ...whole, group: more }, whole)).to.equal(false);
    });

    it('fails for somebody more whom that touches', () => {
      const more = { ...group, bystanders: ['ann', 'cem'] };
      expect(staysWithin({ ...whole, group: more }, whole)).to.equal(false);
    });

    it('fails for another group', () => {
      const known: ChangeSet = { ...whole, group: { ...group, groupId: 'g2' } };
      expect(staysWithin(rest, known)).to.equal(false);
    });

    it('fails where no group was to change', () => {
      const { group: _group, ...without } = whole;
      expect(staysWithin(rest, without)).to.equal(false);
    });
  });
});
