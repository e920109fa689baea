import type { MailboxSize } from '../../microsoft/rules/mailbox-sizes.js';
import {
  enabledApps,
  findConflicts,
  findMissingPrerequisites,
  mailboxSize,
  type AppConflict,
  type AppPair,
  type MissingPrerequisite,
} from '../app-rules.js';
import type { LicenseAdd } from '../publish/step.js';
import type { Plan } from './plan.js';

/** Two apps that Microsoft refused together in this tenant, and on which day (ISO 8601). */
export interface RefusedApps {
  readonly ids: AppPair;
  readonly at: string;
}

/** The apps that some licenses give, and what is wrong with them together. */
export interface AppFindings {
  readonly conflicts: readonly AppConflict[];
  readonly missing: readonly MissingPrerequisite[];
  readonly mailbox: MailboxSize;
}

/** Looks at the apps that users would have; remembers what it saw, for users are much alike. */
export class AppInspector {
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #refusedPairs: readonly AppPair[];
  readonly #refusedAt: ReadonlyMap<string, string>;
  readonly #known = new Map<string, AppFindings>();

  /** @param refusedPairs - apps that Microsoft refused together in this tenant */
  constructor(plans: ReadonlyMap<string, Plan>, refusedPairs: readonly RefusedApps[] = []) {
    this.#plans = plans;
    this.#refusedPairs = refusedPairs.map(({ ids }) => ids);
    this.#refusedAt = new Map(refusedPairs.map(({ ids, at }) => [ids.join(), at]));
  }

  /** When Microsoft refused the two together (ISO 8601); undefined when they are only remembered. */
  whenRefused(pair: AppPair): string | undefined {
    return this.#refusedAt.get(pair.join());
  }

  /** Remembered conflicts and missing prerequisites of all the licenses together. */
  inspect(licenses: readonly LicenseAdd[]): AppFindings {
    const id = signature(licenses);
    let found = this.#known.get(id);
    if (!found) this.#known.set(id, (found = this.#look(licenses)));
    return found;
  }

  #look(licenses: readonly LicenseAdd[]): AppFindings {
    const on = new Set(
      licenses.flatMap(({ skuId, disabledPlans }) =>
        enabledApps(this.#plans.get(skuId)?.apps ?? [], disabledPlans),
      ),
    );
    return {
      conflicts: findConflicts(on, this.#refusedPairs),
      missing: findMissingPrerequisites(on),
      mailbox: mailboxSize(on),
    };
  }
}

function signature(licenses: readonly LicenseAdd[]): string {
  return licenses.map(({ skuId, disabledPlans }) => `${skuId}-${disabledPlans.join()}`).join(';');
}
