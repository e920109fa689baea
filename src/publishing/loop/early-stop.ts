import type { ErrorCode, ProvisioningError } from '../../model/errors.js';

/** Failures that the next request for the same plan would meet too. */
const planCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-licenses-left',
  'plan-not-owned',
  'plan-not-assignable',
]);

/** Failures that every further write would meet too. */
const generalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['premium-required', 'host-refused']);

/** Failures that end when somebody signs in again or allows something. */
const sessionCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'sign-in-again',
  'not-signed-in',
  'consent-required',
]);

/** Failures after which nothing may be written any more, for it could not be put on record or is not ours. */
const endingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'lease-lost',
  'storage-full',
  'storage-unavailable',
  'record-newer',
  'not-allowed',
  'account-changed',
]);

/** As many people have to be refused for want of rights before nobody else is tried. */
const refusedFirst = 20;

export function isSessionError({ code }: ProvisioningError): boolean {
  return sessionCodes.has(code);
}

export function endsPublish({ code }: ProvisioningError): boolean {
  return endingCodes.has(code);
}

/** Stops a kind of step early: after failures that every further write would meet too, those writes are not sent. */
export class EarlyStop {
  readonly #plans = new Set<string>();
  #isGeneral = false;
  #refused = 0;
  #isAllowed = false;

  /** A write was taken: who publishes may do this. */
  noteDone(): void {
    this.#isAllowed = true;
  }

  /** @param skuIds - plans that the write was to assign */
  noteFailed(error: ProvisioningError, skuIds: readonly string[]): void {
    if (generalCodes.has(error.code)) this.#isGeneral = true;
    // One person may be out of bounds; all of the first are not.
    if (error.code === 'role-required') this.#refused += 1;
    const skuId = planCodes.has(error.code) ? blamedPlan(error, skuIds) : undefined;
    if (skuId !== undefined) this.#plans.add(skuId);
  }

  applies(skuIds: readonly string[]): boolean {
    if (this.#isGeneral || (!this.#isAllowed && this.#refused >= refusedFirst)) return true;
    return skuIds.some((skuId) => this.#plans.has(skuId));
  }
}

/** The plan that an error is about. Graph names it only in the message; where that is not clear no plan is stopped. */
function blamedPlan(error: ProvisioningError, skuIds: readonly string[]): string | undefined {
  if (skuIds.length === 1) return skuIds[0];
  const message = error.message.toLowerCase();
  const named = skuIds.filter((skuId) => message.includes(skuId.toLowerCase()));
  return named.length === 1 ? named[0] : undefined;
}
