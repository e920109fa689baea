import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { findWaste } from '../../src/insights/find-waste.js';
import type { Finding, WasteReport } from '../../src/insights/finding.js';
import { priceOf } from '../../src/insights/prices.js';
import type { WasteInput } from '../../src/insights/waste-input.js';
import { findingGroups } from '../../src/model/usage/finding-kind.js';
import type { Subscription } from '../../src/services/licenses/subscriptions.js';
import { daysAgo, makeLicense, makePlan, makeUser, now, plans, prices, tenants } from './waste-fixture.js';

function find(input: Partial<WasteInput>): WasteReport {
  return findWaste({ users: [], plans, now, ...input });
}

function ofKind(report: WasteReport, kind: Finding['kind']): Finding | undefined {
  return report.findings.find((finding) => finding.kind === kind);
}

const shuffled = <T>(items: readonly T[]): readonly T[] => [...items].reverse();

describe('laws of waste', () => {
  it('count no license twice in the saving', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        const report = findWaste(input);
        const licenses = new Set(
          report.findings
            .filter(({ kind }) => findingGroups[kind] === 'unused')
            .flatMap(({ items }) => items.map(({ user, skuId }) => `${user.id} ${skuId}`)),
        );
        const expected = [...licenses].reduce((sum, key) => {
          const plan = plans.find(({ skuId }) => skuId === key.split(' ')[1]);
          return sum + ((plan && priceOf(prices, plan)) ?? 0);
        }, 0);
        expect(report.unused.licenses).to.equal(licenses.size);
        expect(report.unused.monthly ?? 0).to.equal(expected);
      }),
    );
  });

  it('never save more than what people hold and pay for', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        const held = input.users.flatMap((user) => [
          ...new Set(user.licenses.filter(({ state }) => state !== 'Error').map(({ skuId }) => skuId)),
        ]);
        expect(findWaste(input).unused.licenses).to.be.at.most(held.length);
      }),
    );
  });

  it('never call somebody inactive of whom nothing is known', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        for (const { kind, items, kept } of findWaste(input).findings)
          if (kind === 'inactive' || kind === 'never-signed-in')
            for (const { user } of [...items, ...kept]) expect(input.signIns.has(user.id)).to.equal(true);
      }),
    );
  });

  it('honor keeps until their date, and count again after it', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        const valid = new Set(
          (input.keeps ?? [])
            .filter(({ until }) => (until ?? '9') >= '2026-11-23')
            .map(({ userId }) => userId),
        );
        for (const { items, kept } of findWaste(input).findings) {
          for (const { user } of items) expect(valid.has(user.id)).to.equal(false);
          for (const { user } of kept) expect(valid.has(user.id)).to.equal(true);
        }
      }),
    );
  });

  it('leave everybody one plan that brings the apps of those called contained', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        const { findings } = findWaste({ ...input, keeps: [] });
        const contained = findings.filter(({ kind }) => kind === 'overlapping');
        for (const user of input.users) {
          const gone = new Set(
            contained.flatMap(({ items }) =>
              items.filter((item) => item.user.id === user.id).map(({ skuId }) => skuId),
            ),
          );
          const appsOf = (skuIds: ReadonlySet<string>): Set<string> =>
            new Set(
              user.licenses
                .filter(({ skuId, state }) => skuIds.has(skuId) && state === 'Active')
                .flatMap(({ skuId, disabledPlans }) =>
                  (plans.find((plan) => plan.skuId === skuId)?.apps ?? [])
                    .map(({ servicePlanId }) => servicePlanId)
                    .filter((id) => !disabledPlans.includes(id)),
                ),
            );
          const all = new Set(user.licenses.map(({ skuId }) => skuId));
          const left = new Set([...all].filter((skuId) => !gone.has(skuId)));
          expect([...appsOf(left)].sort()).to.deep.equal([...appsOf(all)].sort());
        }
      }),
    );
  });

  it('do not depend on the order of the input', () => {
    fc.assert(
      fc.property(tenants, (input) => {
        const other = findWaste({
          ...input,
          users: shuffled(input.users.map((user) => ({ ...user, licenses: shuffled(user.licenses) }))),
          plans: shuffled(input.plans),
          keeps: shuffled(input.keeps ?? []),
        });
        expect(pickIds(other)).to.deep.equal(pickIds(findWaste(input)));
      }),
    );
  });
});

function pickIds(report: WasteReport): unknown {
  return {
    ...report,
    findings: report.findings.map(({ items, kept, ...rest }) => ({
      ...rest,
      items: items.map(({ user, skuId, groupIds, direct }) => [user.id, skuId, groupIds, direct]),
      kept: kept.map(({ user, skuId }) => [user.id, skuId]),
    })),
  };
}

describe('findings', () => {
  const licensed = { licenses: [makeLicense('small')] };

  it('say who cannot sign in and still holds a license', () => {
    const { accountEnabled: _unsaid, ...unknown } = makeUser('c', licensed);
    const report = find({
      users: [makeUser('a', { ...licensed, accountEnabled: false }), makeUser('b', licensed), unknown],
    });
    expect(ofKind(report, 'sign-in-disabled')).to.include({ people: 1, licenses: 1, confidence: 'certain' });
  });

  it('call nobody inactive who signed in a day before the limit, and everybody who did at the limit', () => {
    const users = ['a', 'b'].map((id) => makeUser(id, licensed));
    const signIns = new Map([
      ['a', { never: false as const, last: daysAgo(89) }],
      ['b', { never: false as const, last: daysAgo(90) }],
    ]);
    const found = ofKind(find({ users, signIns }), 'inactive');
    expect(found?.items.map(({ user }) => user.id)).to.deep.equal(['b']);
  });

  it('do not count somebody new as never signed in', () => {
    const users = ['new', 'old'].map((id) => makeUser(id, licensed));
    const signIns = new Map([
      ['new', { never: true as const, created: daysAgo(5) }],
      ['old', { never: true as const, created: daysAgo(200) }],
    ]);
    const found = ofKind(find({ users, signIns }), 'never-signed-in');
    expect(found?.items.map(({ user }) => user.id)).to.deep.equal(['old']);
  });

  it('count the licensed people whose last sign-in is unknown', () => {
    const users = [makeUser('a', licensed), makeUser('b', licensed), makeUser('c')];
    const signIns = new Map([['a', { never: false as const, last: daysAgo(1) }]]);
    expect(find({ users, signIns }).unknownSignIns).to.equal(1);
    expect(find({ users })).not.to.have.property('unknownSignIns');
  });

  it('call a plan contained only when its apps are on in the larger one', () => {
    const both = (disabledPlans: string[]) =>
      makeUser('a', { licenses: [makeLicense('small'), makeLicense('big', { disabledPlans })] });
    expect(ofKind(find({ users: [both(['id-phone'])] }), 'overlapping')).to.include({
      skuId: 'small',
      containingSkuId: 'big',
    });
    expect(ofKind(find({ users: [both(['id-mail'])] }), 'overlapping')).to.equal(undefined);
  });

  it('trust no plan that ends to bring the apps of another', () => {
    const ending = plans.map((plan) =>
      plan.skuId === 'big' ? { ...plan, capabilityStatus: 'Warning' as const } : plan,
    );
    const users = [makeUser('a', { licenses: [makeLicense('small'), makeLicense('big')] })];
    expect(ofKind(find({ users, plans: ending }), 'overlapping')).to.equal(undefined);
  });

  it('know larger editions of an app, with less certainty', () => {
    const steps = [makePlan('e3', ['FORMS_PLAN_E3']), makePlan('e5', ['FORMS_PLAN_E5'])];
    const users = [makeUser('a', { licenses: [makeLicense('e3'), makeLicense('e5')] })];
    expect(ofKind(find({ users, plans: steps }), 'overlapping')).to.include({
      skuId: 'e3',
      containingSkuId: 'e5',
      confidence: 'very-likely',
    });
  });

  it('say what is paid for and not assigned, and when it is renewed next', () => {
    const subscription = (days: number): Subscription => ({
      id: `s${days}`,
      skuId: 'other',
      totalLicenses: 10,
      trial: false,
      status: 'Enabled',
      nextLifecycle: daysAgo(-days),
    });
    const report = find({ subscriptions: [subscription(70), subscription(30), subscription(-3)], prices });
    const found = ofKind(report, 'unassigned');
    expect(found).to.include({ skuId: 'other', licenses: 20, monthlySaving: 140 });
    expect(found?.on).to.deep.equal(daysAgo(-30));
    expect(report.unassigned).to.deep.equal({ licenses: 20, monthly: 140 });
    expect(ofKind(report, 'expiring')?.licenses).to.equal(5);
    expect(ofKind(report, 'suspended')?.licenses).to.equal(2);
  });

  it('leave out a plan that is kept as a whole', () => {
    const keeps = [{ skuId: 'other', reason: 'spare', by: 'lee' }];
    expect(ofKind(find({ keeps }), 'unassigned')).to.equal(undefined);
  });

  it('do not call a free plan waste', () => {
    const users = [makeUser('a', { accountEnabled: false, licenses: [makeLicense('free')] })];
    expect(find({ users }).unused.licenses).to.equal(0);
  });

  it('call no direct license superfluous while the group cannot give the plan', () => {
    const failing = makeLicense('small', { assignedByGroup: 'g', state: 'Error', error: 'CountViolation' });
    const users = [makeUser('a', { licenses: [makeLicense('small'), failing] })];
    expect(ofKind(find({ users }), 'direct-and-group')).to.equal(undefined);
    expect(ofKind(find({ users }), 'assignment-error')?.items[0]).to.include({
      direct: false,
      error: 'CountViolation',
    });
  });

  it('name the apps that only the direct license leaves on', () => {
    const byGroup = makeLicense('small', { assignedByGroup: 'g', disabledPlans: ['id-files'] });
    const users = [
      makeUser('a', { licenses: [makeLicense('small'), byGroup] }),
      makeUser('b', { licenses: [makeLicense('small', { disabledPlans: ['id-files'] }), byGroup] }),
    ];
    const found = ofKind(find({ users }), 'direct-and-group');
    expect(found?.items.map(({ appsLost }) => appsLost)).to.deep.equal([['files'], []]);
  });

  it('name the group of a license only when it gives one', () => {
    const failing = makeLicense('small', { assignedByGroup: 'g', state: 'Error', error: 'CountViolation' });
    const users = [
      makeUser('a', { accountEnabled: false, licenses: [makeLicense('small'), failing] }),
      makeUser('b', {
        accountEnabled: false,
        licenses: [makeLicense('small'), makeLicense('small', { assignedByGroup: 'g' })],
      }),
    ];
    const found = ofKind(find({ users }), 'sign-in-disabled');
    expect(found?.items.map(({ groupIds }) => groupIds)).to.deep.equal([[], ['g']]);
  });

  it('report a license that failed although Graph does not say why', () => {
    const users = [makeUser('a', { licenses: [makeLicense('small', { state: 'Error' })] })];
    const found = ofKind(find({ users }), 'assignment-error');
    expect(found?.people).to.equal(1);
    expect(found?.items[0]).not.to.have.property('error');
  });

  it('say that a trial ends, but not that what is left of it costs anything', () => {
    const subscriptions: readonly Subscription[] = [
      {
        id: 's',
        skuId: 'other',
        totalLicenses: 30,
        trial: true,
        status: 'Warning',
        nextLifecycle: daysAgo(-9),
      },
    ];
    const report = find({ subscriptions, prices });
    expect(ofKind(report, 'expiring')).to.deep.include({ skuId: 'other', licenses: 5, on: daysAgo(-9) });
    expect(report.findings.filter(({ kind, skuId }) => kind === 'unassigned' && skuId === 'other')).to.be
      .empty;
  });

  it('put a plan in order that somebody has directly and by group, without a saving', () => {
    const users = [
      makeUser('a', { licenses: [makeLicense('small'), makeLicense('small', { assignedByGroup: 'g' })] }),
    ];
    const found = ofKind(find({ users, prices }), 'direct-and-group');
    expect(found?.items[0]).to.include({ direct: true });
    expect(found).not.to.have.property('monthlySaving');
  });
});
