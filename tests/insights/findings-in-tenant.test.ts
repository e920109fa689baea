import { before, describe, it } from 'node:test';
import { expect } from 'chai';
import { findWaste } from '../../src/insights/find-waste.js';
import type { Finding, WasteReport } from '../../src/insights/finding.js';
import { findSharedMailboxes } from '../../src/insights/shared-mailboxes.js';
import { dayMs } from '../../src/model/days.js';
import type { DirectoryUser } from '../../src/model/holding/user.js';
import { planKind } from '../../src/model/plan/plan-kind.js';
import { countPlan, type Plan } from '../../src/model/plan/plan.js';
import type { FindingKind } from '../../src/model/usage/finding-kind.js';
import { listPlans } from '../../src/services/licenses/licenses.js';
import { listSubscriptions, type Subscription } from '../../src/services/licenses/subscriptions.js';
import { readMailboxReport, type MailboxReport } from '../../src/services/reports.js';
import { listSignIns, type SignIn } from '../../src/services/users/sign-ins.js';
import { startWorld } from '../publishing/publishing-world.js';

interface Tenant {
  readonly now: Date;
  readonly users: readonly DirectoryUser[];
  readonly plans: readonly Plan[];
  readonly subscriptions: readonly Subscription[];
  readonly signIns: ReadonlyMap<string, SignIn>;
  readonly mailboxes: MailboxReport;
}

/** Reads all that findings are drawn from, as the element does. */
async function readTenant(): Promise<Tenant> {
  const world = startWorld({ tenant: 'contoso', users: 900 });
  await world.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: false } });
  const signIns = new Map<string, SignIn>();
  for await (const { items } of listSignIns(world.graph))
    for (const { userId, signIn } of items) if (signIn) signIns.set(userId, signIn);
  return {
    now: new Date(world.clock.now()),
    users: await world.people(),
    plans: await listPlans(world.graph),
    subscriptions: await listSubscriptions(world.graph),
    signIns,
    mailboxes: await readMailboxReport(world.graph),
  };
}

describe('every kind of finding, in a tenant as Graph tells of it', () => {
  let tenant: Tenant;
  let report: WasteReport;
  let paid: ReadonlySet<string>;
  let shared: ReadonlySet<string>;

  before(async () => {
    tenant = await readTenant();
    const { users, plans, subscriptions, mailboxes } = tenant;
    shared = findSharedMailboxes(users, mailboxes.mailboxes);
    paid = new Set(
      plans.filter((plan) => planKind(plan, subscriptions) === 'paid').map(({ skuId }) => skuId),
    );
    report = findWaste({ ...tenant, sharedMailboxes: shared });
  });

  const ofKind = (kind: FindingKind): readonly Finding[] =>
    report.findings.filter((finding) => finding.kind === kind);
  const idsIn = (kind: FindingKind): string[] =>
    [...new Set(ofKind(kind).flatMap(({ items }) => items.map(({ user }) => user.id)))].sort();
  const idsWhere = (holds: (user: DirectoryUser) => boolean): string[] =>
    tenant.users
      .filter(holds)
      .map(({ id }) => id)
      .sort();
  const pays = ({ licenses }: DirectoryUser): boolean =>
    licenses.some(({ skuId, state }) => paid.has(skuId) && state !== 'Error');
  const active = (user: DirectoryUser): boolean =>
    user.accountEnabled !== false && !shared.has(user.id) && pays(user);
  const longAgo = (date: Date | undefined): boolean =>
    date !== undefined && tenant.now.getTime() - date.getTime() >= 90 * dayMs;

  const expected: Partial<Record<FindingKind, (user: DirectoryUser) => boolean>> = {
    'sign-in-disabled': (user) => !user.accountEnabled && !shared.has(user.id) && pays(user),
    'shared-mailbox': (user) => shared.has(user.id) && pays(user),
    inactive: (user) => {
      const signIn = tenant.signIns.get(user.id);
      return active(user) && signIn?.never === false && longAgo(signIn.last);
    },
    'never-signed-in': (user) => {
      const signIn = tenant.signIns.get(user.id);
      return active(user) && signIn?.never === true && longAgo(signIn.created);
    },
    'assignment-error': (user) =>
      user.licenses.some(({ error, state }) => error !== undefined || state === 'Error'),
    'direct-and-group': ({ licenses }) =>
      licenses.some(
        ({ skuId, assignedByGroup }) =>
          assignedByGroup === null &&
          licenses.some(
            (other) => other.skuId === skuId && other.assignedByGroup !== null && other.state === 'Active',
          ),
      ),
  };
  for (const [kind, holds] of Object.entries(expected))
    it(`${kind}: exactly the people it is true of`, () => {
      const ids = idsWhere(holds);
      expect(ids.length).to.be.greaterThan(0);
      expect(idsIn(kind as FindingKind)).to.deep.equal(ids);
    });

  it('overlapping: everybody named holds both plans', () => {
    const found = ofKind('overlapping');
    expect(found.length).to.be.greaterThan(0);
    for (const { items, skuId = '', containingSkuId = '' } of found)
      for (const { user } of items) {
        const held = user.licenses.map((license) => license.skuId);
        expect(held).to.include.members([skuId, containingSkuId]);
      }
  });

  it('unassigned: the units of each paid plan that nobody holds, with the date of its renewal', () => {
    const found = ofKind('unassigned');
    const plans = tenant.plans.filter((plan) => paid.has(plan.skuId) && countPlan(plan).available > 0);
    expect(found.map(({ skuId }) => skuId).sort()).to.deep.equal(plans.map(({ skuId }) => skuId).sort());
    for (const { skuId, licenses, on } of found) {
      expect(licenses).to.equal(countPlan(plans.find((plan) => plan.skuId === skuId) as Plan).available);
      const renewals = tenant.subscriptions
        .filter((each) => each.skuId === skuId && each.status === 'Enabled')
        .map(({ nextLifecycle }) => nextLifecycle?.getTime());
      if (on) expect(renewals).to.include(on.getTime());
    }
    expect(found.some(({ on }) => on)).to.equal(true);
  });

  for (const [kind, count] of [
    ['expiring', 'expiringSoon'],
    ['suspended', 'suspended'],
  ] as const)
    it(`${kind}: the units of each plan that Graph says are`, () => {
      const units = tenant.plans
        .filter((plan) => paid.has(plan.skuId) && countPlan(plan)[count] > 0)
        .map((plan) => `${plan.skuId} ${countPlan(plan)[count]}`);
      expect(units.length).to.be.greaterThan(0);
      expect(
        ofKind(kind)
          .map(({ skuId, licenses }) => `${skuId} ${licenses}`)
          .sort(),
      ).to.deep.equal(units.sort());
    });

  describe('what is saved', () => {
    let priced: WasteReport;
    const priceOf = (skuId: string): number =>
      1 + tenant.plans.findIndex((plan) => plan.skuId === skuId) * 1.25;
    /** The paid licenses of somebody, each once, as Graph tells of them: `user id, SKU id`. */
    const paidLicenses = (user: DirectoryUser): string[] => [
      ...new Set(
        user.licenses
          .filter(({ skuId, state }) => paid.has(skuId) && state !== 'Error')
          .map(({ skuId }) => `${user.id} ${skuId}`),
      ),
    ];
    const sum = (licenses: Iterable<string>): number =>
      [...licenses].reduce((all, key) => all + priceOf(key.split(' ')[1] ?? ''), 0);

    before(() => {
      const monthly = Object.fromEntries(tenant.plans.map(({ skuId }) => [skuId, priceOf(skuId)]));
      priced = findWaste({ ...tenant, sharedMailboxes: shared, prices: { currency: 'USD', monthly } });
    });

    const wasted = ['sign-in-disabled', 'shared-mailbox', 'inactive', 'never-signed-in'] as const;
    for (const kind of wasted)
      it(`${kind}: every paid license of these people at the portal's price`, () => {
        const licenses = tenant.users.filter((user) => expected[kind]?.(user)).flatMap(paidLicenses);
        const [found] = priced.findings.filter((finding) => finding.kind === kind);
        expect(found?.licenses).to.equal(licenses.length);
        expect(found?.monthlySaving).to.be.closeTo(sum(licenses), 1e-6);
      });

    it('altogether: each license of each person once, in however many findings it is', () => {
      const people = tenant.users.filter((user) => wasted.some((kind) => expected[kind]?.(user)));
      const overlapping = priced.findings
        .filter(({ kind }) => kind === 'overlapping')
        .flatMap(({ items }) => items.map(({ user, skuId }) => `${user.id} ${skuId}`));
      const licenses = [...people.flatMap(paidLicenses), ...overlapping];
      const once = new Set(licenses);
      expect(once.size).to.be.lessThan(licenses.length);
      expect(priced.unused.licenses).to.equal(once.size);
      expect(priced.unused.monthly).to.be.closeTo(sum(once), 1e-6);
    });

    it('unassigned: the units of each paid plan that nobody holds, at its price', () => {
      const cost = tenant.plans
        .filter(({ skuId }) => paid.has(skuId))
        .reduce((all, plan) => all + countPlan(plan).available * priceOf(plan.skuId), 0);
      expect(priced.unassigned.monthly).to.be.closeTo(cost, 1e-6);
    });
  });

  it('calls nobody inactive when sign-ins were not read', () => {
    const { signIns: _unread, ...rest } = tenant;
    const kinds = findWaste(rest).findings.map(({ kind }) => kind);
    expect(kinds).not.to.include.members(['inactive']);
    expect(kinds).not.to.include.members(['never-signed-in']);
  });

  it('finds fewer people inactive, the longer the time', () => {
    const count = (inactiveDays: number): number =>
      findWaste({ ...tenant, inactiveDays }).findings.find(({ kind }) => kind === 'inactive')?.people ?? 0;
    expect(count(30)).to.be.at.least(count(60));
    expect(count(60)).to.be.at.least(count(90));
    expect(count(30)).to.be.greaterThan(count(90));
  });
});
