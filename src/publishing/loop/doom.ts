import type { ErrorCode, ProvisioningError } from '../model/errors.js';
import type { RecordedChange } from './journal.js';

/** Failures that the next request for the same plan would meet too. */
const planCodes = new Set(['no-licenses-left', 'plan-not-owned', 'plan-not-assignable']);
/** Failures that every further write would meet too. */
const generalCodes = new Set(['role-required', 'premium-required', 'host-refused']);

/** Whether a publish stops because what it does cannot be put on record. */
export function isStoreError(code: ErrorCode): boolean {
  return code.startsWith('storage-') || code === 'lease-lost';
}

/** Failures that end when the admin signs in again or consents. */
const sessionCodes = new Set(['sign-in-again', 'not-signed-in', 'consent-required']);

export function isSessionError(error: ProvisioningError): boolean {
  return sessionCodes.has(error.code);
}

/** Remembers failures that doom further writes, so that thousands of requests that must fail are never sent. */
export class Doom {
  readonly #plans = new Set<string>();
  #everything = false;

  /** Stops all further writes. */
  stopEverything(): void {
    this.#everything = true;
  }

  note(change: RecordedChange, error: ProvisioningError): void {
    if (generalCodes.has(error.code)) this.#everything = true;
    if (!planCodes.has(error.code)) return;
    const skuId = blamedPlan(change, error);
    if (skuId) this.#plans.add(skuId);
  }

  hits(change: RecordedChange): boolean {
    return this.#everything || newPlans(change).some((skuId) => this.#plans.has(skuId));
  }
}

function newPlans(change: RecordedChange): string[] {
  return change.addLicenses
    .map((license) => license.skuId)
    .filter((skuId) => !change.changedPlans.includes(skuId));
}

/** The plan that an error is about. Graph names it only in the message; when in doubt nothing is doomed. */
function blamedPlan(change: RecordedChange, error: ProvisioningError): string | undefined {
  const candidates = newPlans(change);
  if (candidates.length === 1) return candidates[0];
  const message = error.message.toLowerCase();
  const named = candidates.filter((skuId) => message.includes(skuId.toLowerCase()));
  return named.length === 1 ? named[0] : undefined;
}
