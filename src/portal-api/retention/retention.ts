import type { Store } from '../../store/store.js';

/** How long orders are kept, in days. */
const orderDays = 30;
const dayMs = 86_400_000;

/**
 * Forgets what is old in the memory of a tenant, once a day, when somebody asks something about it: publishes after as many
 * days as the portal says, but never what is open or what a workspace is undone from; orders that have ended, or that nobody
 * began, after 30.
 */
export class Retention {
  readonly #publishDays: number | undefined;
  readonly #now: () => number;
  readonly #doneOn = new Map<string, number>();

  /** @param publishDays - undefined keeps publishes for ever */
  constructor(publishDays: number | undefined, now: () => number = () => Date.now()) {
    this.#publishDays = publishDays;
    this.#now = now;
  }

  /** @throws {ProvisioningError} what the store throws; it is tried again with the next question */
  async visit(tenantId: string, store: Pick<Store, 'journal' | 'orders'>): Promise<void> {
    const today = Math.floor(this.#now() / dayMs);
    if (this.#doneOn.get(tenantId) === today) return;
    this.#doneOn.set(tenantId, today);
    try {
      if (this.#publishDays !== undefined) await store.journal.prune(this.#daysAgo(this.#publishDays));
      await this.#deleteOrders(store);
    } catch (thrown) {
      this.#doneOn.delete(tenantId);
      throw thrown;
    }
  }

  async #deleteOrders({ orders }: Pick<Store, 'orders'>): Promise<void> {
    const before = Date.parse(this.#daysAgo(orderDays));
    for (const { order, etag } of await orders.list())
      if (order.state !== 'started' && Date.parse(order.at) < before) await orders.delete(order.id, { etag });
  }

  /** ISO 8601, UTC. */
  #daysAgo(days: number): string {
    return new Date(this.#now() - days * dayMs).toISOString();
  }
}
