import type { UserEntity } from '../tenant/entities.js';
import type { Tenant } from '../tenant/tenant.js';
import { countActive, type ActiveCounts } from './active-counts.js';
import { listLicensedWorkloads } from './workloads.js';

/**
 * What reports read of a tenant's people. Who is in a report, and how many, is kept until a user is written: the pages
 * of a report then cost no more than their rows.
 */
export class ReportSource {
  #version: number | undefined;
  #members: readonly UserEntity[] | undefined;
  #mailboxOwners: readonly UserEntity[] | undefined;
  readonly #counts = new Map<string, ActiveCounts>();

  constructor(readonly tenant: Tenant) {}

  /** Everybody who is no guest, as they are now. */
  get members(): readonly UserEntity[] {
    this.#forgetWhatChanged();
    this.#members ??= [...this.tenant.users.values()].filter((user) => user.userType === 'Member');
    return this.#members;
  }

  /** The members who have a mailbox. */
  get mailboxOwners(): readonly UserEntity[] {
    const { members } = this;
    this.#mailboxOwners ??= members.filter((user) =>
      listLicensedWorkloads(this.tenant, user).has('exchange'),
    );
    return this.#mailboxOwners;
  }

  /** @param since - A day such as `2026-01-13`. */
  countActive(since: string): ActiveCounts {
    this.#forgetWhatChanged();
    const counts = this.#counts.get(since) ?? countActive(this.tenant, since);
    this.#counts.set(since, counts);
    return counts;
  }

  #forgetWhatChanged(): void {
    const { version } = this.tenant.users;
    if (version === this.#version) return;
    this.#version = version;
    this.#members = undefined;
    this.#mailboxOwners = undefined;
    this.#counts.clear();
  }
}
