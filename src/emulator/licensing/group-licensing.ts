import { GraphFault } from '../graph-error.js';
import type { GroupEntity, LicenseAssignmentState, UserEntity } from '../tenant/entities.js';
import { toIso } from '../tenant/generate/users.js';
import type { Random } from '../tenant/random.js';
import type { Tenant } from '../tenant/tenant.js';
import { isHeld } from './assigned-plans.js';
import { evaluateGroupLicenses } from './group-license-check.js';
import { drawPace, type GroupLicensingPace, type GroupPaceName } from './group-pace.js';
import { listNeeded } from './needed-licenses.js';
import { describeMissing } from './rules/index.js';
import { commitStates } from './user-licensing.js';

export interface GroupLicensingOptions {
  readonly tenant: Tenant;
  readonly pace: GroupLicensingPace | GroupPaceName;
  /**
   * What becomes of the license of somebody who leaves, when a license that stays needs it: it stays with an error, or
   * becomes a direct one. Microsoft documents both, neither with its condition.
   */
  readonly leavePrerequisite: 'fail' | 'convert';
  /** Decides how long a change waits, and who comes first. */
  readonly random: Random;
}

const membersPerStep = 50;

/**
 * Gives and takes the licenses of groups, later than the change that asked for it, one member at a time: a failure is
 * written to the member it happened to and stops nobody else.
 */
export class GroupLicensing {
  readonly #waiting = new Map<string, Set<string>>();
  readonly #stopped = new AbortController();
  readonly #options: GroupLicensingOptions;
  readonly tenant: Tenant;

  constructor(options: GroupLicensingOptions) {
    this.#options = options;
    this.tenant = options.tenant;
  }

  /** The group's own licenses changed: everybody in it is looked at again. */
  scheduleGroup(groupId: string): void {
    const holders = this.tenant.members.get(groupId) ?? [];
    this.#schedule(groupId, [...holders]);
  }

  /** Somebody joined or left; does nothing when the group gives no licenses. */
  scheduleMembers(groupId: string, memberIds: Iterable<string>): void {
    if ((this.tenant.groups.get(groupId)?.assignedLicenses.length ?? 0) > 0)
      this.#schedule(groupId, memberIds);
  }

  /** Ends all processing: the tenant is thrown away. */
  stop(): void {
    this.#stopped.abort(new DOMException('The tenant was reset.', 'AbortError'));
  }

  /**
   * Looks at one user's group licenses again, at once.
   *
   * @throws {GraphFault} 400 with the failure that remains
   */
  reprocess(user: UserEntity): UserEntity {
    let current = user;
    const failures: string[] = [];
    for (const groupId of this.#listLicensedGroups(user)) {
      const outcome = this.#reconcile(groupId, current.id);
      current = outcome?.user ?? current;
      if (outcome?.failure) failures.push(outcome.failure);
    }
    if (failures[0] !== undefined) throw new GraphFault(400, 'Request_BadRequest', failures[0]);
    return current;
  }

  #listLicensedGroups(user: UserEntity): Set<string> {
    const ids = new Set(user.licenseAssignmentStates.flatMap((state) => state.assignedByGroup ?? []));
    for (const id of this.tenant.memberOf.get(user.id) ?? [])
      if ((this.tenant.groups.get(id)?.assignedLicenses.length ?? 0) > 0) ids.add(id);
    return ids;
  }

  #schedule(groupId: string, memberIds: Iterable<string>): void {
    const waiting = this.#waiting.get(groupId);
    if (waiting) {
      for (const id of memberIds) waiting.add(id);
      return;
    }
    this.#waiting.set(groupId, new Set(memberIds));
    this.#setState(groupId, 'QueuedForProcessing');
    void this.#process(groupId);
  }

  async #process(groupId: string): Promise<void> {
    const { pace, random } = this.#options;
    const { startMs, memberMs } = drawPace(pace, random);
    try {
      await this.tenant.clock.sleep(startMs, this.#stopped.signal);
      this.#setState(groupId, 'ProcessingInProgress');
      // Who joined first is not who is licensed first.
      const waiting = new Set(random.shuffle([...(this.#waiting.get(groupId) ?? [])]));
      this.#waiting.set(groupId, waiting);
      while (waiting.size > 0) await this.#processSome(groupId, waiting, memberMs);
      this.#waiting.delete(groupId);
      this.#setState(groupId, 'ProcessingComplete');
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error;
    }
  }

  async #processSome(groupId: string, waiting: Set<string>, memberMs: number): Promise<void> {
    const some = [...waiting].slice(0, membersPerStep);
    if (memberMs > 0) await this.tenant.clock.sleep(memberMs * some.length, this.#stopped.signal);
    for (const id of some) {
      waiting.delete(id);
      this.#reconcile(groupId, id);
    }
  }

  /** Brings one user's states from one group in line. Nested groups are not followed: only users are licensed. */
  #reconcile(groupId: string, userId: string): { user: UserEntity; failure?: string } | undefined {
    const user = this.tenant.users.get(userId);
    if (!user) return undefined;
    const group = this.tenant.groups.get(groupId);
    const entitled = group !== undefined && this.tenant.members.get(groupId)?.has(userId) === true;
    const before = user.licenseAssignmentStates.filter((state) => state.assignedByGroup === groupId);
    const others = user.licenseAssignmentStates.filter((state) => state.assignedByGroup !== groupId);
    const checks = evaluateGroupLicenses(this.tenant, user, entitled ? group.assignedLicenses : [], others);
    const now = toIso(this.tenant.clock.now());
    const after = checks.map(({ license, error }): LicenseAssignmentState => {
      const previous = before.find((state) => state.skuId === license.skuId);
      const held = previous !== undefined && isHeld(previous);
      const state = error === 'None' ? 'Active' : held ? 'ActiveWithError' : 'Error';
      const disabledPlans =
        state === 'ActiveWithError' && previous ? previous.disabledPlans : license.disabledPlans;
      const next = { skuId: license.skuId, disabledPlans, assignedByGroup: groupId, state, error } as const;
      return {
        ...next,
        lastUpdatedDateTime: previous && isSame(previous, next) ? previous.lastUpdatedDateTime : now,
      };
    });
    const lost = before.filter((state) => !after.some(({ skuId }) => skuId === state.skuId));
    const needed = listNeeded(this.tenant.skus, lost, [...others, ...after]);
    const states = needed.reduce((kept, { state }) => this.#keep(kept, state, now), [...others, ...after]);
    const failure =
      checks.find((check) => check.error !== 'None' && check.error !== 'Other')?.message ??
      (needed[0] && this.#options.leavePrerequisite === 'fail'
        ? describeMissing(needed[0].missing)
        : undefined);
    return {
      user: areSame(user.licenseAssignmentStates, states) ? user : commitStates(this.tenant, user, states),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  /** Adds a license that its holder should lose but needs. */
  #keep(
    states: readonly LicenseAssignmentState[],
    needed: LicenseAssignmentState,
    now: string,
  ): LicenseAssignmentState[] {
    if (this.#options.leavePrerequisite === 'fail') {
      const failed = { ...needed, state: 'ActiveWithError', error: 'DependencyViolation' } as const;
      return [...states, isSame(needed, failed) ? needed : { ...failed, lastUpdatedDateTime: now }];
    }
    const direct = states.find(
      ({ skuId, assignedByGroup }) => skuId === needed.skuId && assignedByGroup === null,
    );
    const disabledPlans = direct
      ? needed.disabledPlans.filter((plan) => direct.disabledPlans.includes(plan))
      : needed.disabledPlans;
    const converted = { disabledPlans, assignedByGroup: null, state: 'Active', error: 'None' } as const;
    return [
      ...states.filter((state) => state !== direct),
      { skuId: needed.skuId, ...converted, lastUpdatedDateTime: now },
    ];
  }

  #setState(groupId: string, state: NonNullable<GroupEntity['licenseProcessingState']>['state']): void {
    if (this.tenant.groups.get(groupId))
      this.tenant.groups.update(groupId, { licenseProcessingState: { state } });
  }
}

function isSame(
  a: Omit<LicenseAssignmentState, 'lastUpdatedDateTime'>,
  b: Omit<LicenseAssignmentState, 'lastUpdatedDateTime'>,
): boolean {
  return (
    a.skuId === b.skuId &&
    a.assignedByGroup === b.assignedByGroup &&
    a.state === b.state &&
    a.error === b.error &&
    a.disabledPlans.join() === b.disabledPlans.join()
  );
}

function areSame(
  before: readonly LicenseAssignmentState[],
  after: readonly LicenseAssignmentState[],
): boolean {
  return before.length === after.length && after.every((state) => before.some((old) => isSame(old, state)));
}
