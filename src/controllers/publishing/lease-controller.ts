import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WorkspaceServices } from '../../context/workspace-services.js';
import { systemClock } from '../../graph/pace/clock.js';
import { elapsedMs, type Moment } from '../../model/elapsed.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { WatchedLease } from '../../store/lease/lease-watch.js';
import type { ProviderController } from '../provider-controller.js';
import { tellError } from '../tell-page.js';

/** How often it is looked who publishes, in milliseconds, where the store does not tell it. */
const lookMs = 10_000;
/** How often what is shown of it counts on, in milliseconds. */
const tickMs = 1_000;

export interface LeaseControllerOptions {
  readonly provider: ProviderController;
  /** Called when somebody else's publish that was seen has ended. */
  readonly onFree?: () => void;
}

/**
 * Shows its host who publishes to the tenant, in whichever tab or on whichever machine, and whether that one responds. It
 * looks only while the host can be seen.
 */
export class LeaseController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: LeaseControllerOptions;
  #services: WorkspaceServices | undefined;
  #seen: { readonly lease: WatchedLease; readonly at: Moment } | undefined;
  #error: ProvisioningError | undefined;
  #lookedAt: Moment | undefined;
  #isKnown = false;
  #isLooking = false;
  #isAskedAgain = false;
  #ends: readonly (() => void)[] = [];

  constructor(host: ReactiveControllerHost & Element, options: LeaseControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whoever publishes, as far as is known now; this session, too. */
  get lease(): WatchedLease | undefined {
    if (!this.#seen) return undefined;
    const { lease, at } = this.#seen;
    const sinceMs = elapsedMs(at, now());
    return { ...lease, stillMs: lease.stillMs + (sinceMs === Infinity ? 0 : sinceMs) };
  }

  /** Whether it is known who publishes, if anybody does. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Another session that publishes. One that only looks something up has the lease for a moment. */
  get holder(): WatchedLease | undefined {
    const { lease } = this;
    return lease && isPublish(lease) ? lease : undefined;
  }

  /** Why it cannot be told now who publishes. */
  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  /** Looks now. A failure becomes `error`. */
  async look(): Promise<void> {
    this.#isAskedAgain = this.#isLooking;
    if (this.#isLooking) return;
    this.#isLooking = true;
    do {
      this.#isAskedAgain = false;
      await this.#look();
    } while (this.#isAskedAgain);
    this.#isLooking = false;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const workspaces = this.#options.provider.session?.workspaces;
    if (workspaces === this.#services) return;
    this.hostDisconnected();
    this.#services = workspaces;
    if (!workspaces) return;
    const tick = setInterval(() => this.#tick(), tickMs);
    const lookIfSeen = (): void => {
      if (this.#isShown) void this.look();
    };
    document.addEventListener('visibilitychange', lookIfSeen);
    this.#ends = [
      () => clearInterval(tick),
      () => document.removeEventListener('visibilitychange', lookIfSeen),
      workspaces.store.subscribe((part) => {
        if (part === 'lease') lookIfSeen();
      }),
    ];
    lookIfSeen();
  }

  hostDisconnected(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#isKnown = false;
    this.#services = this.#seen = this.#error = this.#lookedAt = undefined;
  }

  get #isShown(): boolean {
    return document.visibilityState === 'visible' && this.#host.checkVisibility();
  }

  #tick(): void {
    if (!this.#isShown) return;
    if (this.holder) this.#host.requestUpdate();
    if (!this.#lookedAt || elapsedMs(this.#lookedAt, now()) >= lookMs) void this.look();
  }

  async #look(): Promise<void> {
    const services = this.#services;
    if (!services) return;
    const before = this.holder;
    this.#lookedAt = now();
    try {
      const lease = await services.publisher.watchLease();
      if (services !== this.#services) return;
      this.#seen = lease && { lease, at: now() };
      this.#error = undefined;
      this.#isKnown = true;
    } catch (thrown) {
      if (services !== this.#services) return;
      this.#error = toProvisioningError(thrown);
      tellError(this.#host, thrown);
      this.#isKnown = false;
    }
    this.#host.requestUpdate();
    if (before && !this.#seen) this.#options.onFree?.();
  }
}

function isPublish({ isOwn, progress, stillMs }: WatchedLease): boolean {
  return !isOwn && (progress !== undefined || stillMs >= lookMs);
}

function now(): Moment {
  return { wallMs: systemClock.now(), countedMs: systemClock.counted() };
}
