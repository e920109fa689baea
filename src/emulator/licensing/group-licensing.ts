import { GraphFault } from '../graph-error.js';
import type { GroupEntity, LicenseAssignmentState, UserEntity } from '../tenant/entities.js';
import { toIso } from '../tenant/generate-users.js';
import type { Tenant } from '../tenant/tenant.js';
import { evaluateGroupLicenses } from './group-license-check.js';
import { commitStates } from './user-licensing.js';

export interface GroupLicensingPace {
  /** Milliseconds from a change to the start of its processing. */
  readonly startMs: number;
  /** Milliseconds that one member takes. */
  readonly memberMs: number;
}

const membersPerStep = 50;

/**
 * Gives and takes the licenses of groups, later than the change that asked for it, one member at a time: a failure is
 * written to the member it happened to and stops nobody else.
 */
export class GroupLicensing {
  readonly #waiting = new Map<string, Set<string>>();
  readonly #stopped = new AbortController();

  constructor(
    readonly tenant: Tenant,
    readonly pace: GroupLicensingPace,
  ) {}

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
    try {
      await this.tenant.clock.sleep(this.pace.startMs, this.#stopped.signal);
      this.#setState(groupId, 'ProcessingInProgress');
      const waiting = this.#waiting.get(groupId) ?? new Set();
      while (waiting.size > 0) await this.#processSome(groupId, waiting);
      this.#waiting.delete(groupId);
      this.#setState(groupId, 'ProcessingComplete');
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error;
    }
  }

  async #processSome(groupId: string, waiting: Set<string>): Promise<void> {
    const some = [...waiting].slice(0, membersPerStep);
    if (this.pace.memberMs > 0)
      await this.tenant.clock.sleep(this.pace.memberMs * some.length, this.#stopped.signal);
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
      const held = previous?.state === 'Active' || previous?.state === 'ActiveWithError';
      const state = error === 'None' ? 'Active' : held ? 'ActiveWithError' : 'Error';
      const disabledPlans =
        state === 'ActiveWithError' && previous ? previous.disabledPlans : license.disabledPlans;
      const next = { skuId: license.skuId, disabledPlans, assignedByGroup: groupId, state, error } as const;
      return {
        ...next,
        lastUpdatedDateTime: previous && isSame(previous, next) ? previous.lastUpdatedDateTime : now,
      };
    });
    const failure = checks.find((check) => check.error !== 'None' && check.error !== 'Other')?.message;
    const changed =
      after.length !== before.length || after.some((state) => !before.some((old) => isSame(old, state)));
    return {
      user: changed ? commitStates(this.tenant, user, [...others, ...after]) : user,
      ...(failure === undefined ? {} : { failure }),
    };
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
    a.state === b.state &&
    a.error === b.error &&
    a.disabledPlans.join() === b.disabledPlans.join()
  );
}
