import type { Emulator } from '../../../src/emulator/index.js';
import type { Plan } from '../../../src/model/plan/plan.js';
import { partNumbers } from '../stories/story.js';

/** People and plans of a story by their place in its lists, and what to call them in a message. */
export class Names {
  readonly people: readonly string[];
  /** Administrators, who are nobody's subscribers. */
  readonly admins: readonly string[];
  /** In the order of `partNumbers`. */
  readonly plans: readonly Plan[];
  readonly #users: ReadonlyMap<string, string>;

  constructor(
    people: readonly string[],
    admins: readonly string[],
    plans: readonly Plan[],
    emulator: Emulator,
  ) {
    this.people = people;
    this.admins = admins;
    this.plans = partNumbers.map((partNumber) => {
      const plan = plans.find(({ skuPartNumber }) => skuPartNumber === partNumber);
      if (!plan) throw new Error(`The tenant has no ${partNumber}.`);
      return plan;
    });
    this.#users = new Map(emulator.state().users.map((user) => [user.id, user.userPrincipalName]));
  }

  /** The apps of a plan that can be turned off. */
  apps(plan: number): readonly string[] {
    return this.plans[plan]!.apps.filter(({ switchable }) => switchable).map(
      ({ servicePlanId }) => servicePlanId,
    );
  }

  person(userId: string): string {
    return `person ${this.people.indexOf(userId)} (${this.#users.get(userId) ?? userId})`;
  }

  plan(skuId: string): string {
    return this.plans.find((plan) => plan.skuId === skuId)?.skuPartNumber ?? skuId;
  }
}
