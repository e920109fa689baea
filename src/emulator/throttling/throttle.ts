import type { EmulatorClock } from '../clock.js';
import { getResourceCost } from './resource-cost.js';
import { listServiceQuotas } from './service-quotas.js';
import { SlidingWindow } from './sliding-window.js';
import { ThrottleRefusal } from './throttle-refusal.js';
import type { ThrottledCall } from './throttled-call.js';
import { TokenBucket } from './token-bucket.js';

export interface ThrottleOptions {
  clock: EmulatorClock;
  /** Users in the tenant; decides its size class (S below 50, M to 500, L above). */
  tenantUsers: () => number;
  /** `documented` keeps Graph's quotas, `off` only works out costs. */
  mode: 'documented' | 'off';
}

export interface ThrottleVerdict {
  /** Resource units, for `x-ms-resource-unit`. */
  cost: number;
  /** The used share of the tightest limit, 0.8 to 1.8, for `x-ms-throttle-limit-percentage`. */
  limitPercentage?: number;
  /** Present when the call must be answered so: 429 with `Retry-After` and, for the identity service, what was exceeded. */
  refused?: ThrottleRefusal;
}

export interface Throttle {
  mode: 'documented' | 'off';
  /** Counts the call against every quota it falls under, refused or not. */
  charge(call: ThrottledCall): ThrottleVerdict;
  /** Fills every quota again. */
  reset(): void;
}

const second = 1000;
const minute = 60 * second;

/** Share of a limit from which on Graph tells it. */
const toldFrom = 0.8;

/**
 * Graph's documented quotas: resource units and writes per app and tenant, per app and per tenant, the requests of
 * an app over all tenants, and the limits of single services.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits
 */
export function createThrottle(options: ThrottleOptions): Throttle {
  return new DocumentedThrottle(options);
}

interface IdentityBucket {
  readonly bucket: TokenBucket;
  readonly amount: number;
  readonly scope: string;
  readonly information: string;
}

class DocumentedThrottle implements Throttle {
  mode: 'documented' | 'off';
  readonly #clock: EmulatorClock;
  readonly #tenantUsers: () => number;
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #windows = new Map<string, SlidingWindow>();

  constructor({ clock, tenantUsers, mode }: ThrottleOptions) {
    this.#clock = clock;
    this.#tenantUsers = tenantUsers;
    this.mode = mode;
  }

  charge(call: ThrottledCall): ThrottleVerdict {
    const { units, write } = getResourceCost(call.method, call.path, call.searchParams);
    if (this.mode === 'off') return { cost: units };
    const now = this.#clock.now();
    const service = this.#chargeService(call, now);
    const buckets = call.path.startsWith('/reports/')
      ? [this.#globalBucket(call)]
      : this.#identityBuckets(call, units, write);
    const waits = buckets.map((each) => ({ ...each, waitMs: each.bucket.getWaitMs(each.amount, now) }));
    for (const { bucket, amount } of buckets) bucket.take(amount, now);
    const usage = Math.max(...buckets.map(({ bucket }) => bucket.getUsage(now)));
    const told = usage > toldFrom ? { limitPercentage: Math.round(Math.min(usage, 1.8) * 100) / 100 } : {};
    const worst = waits.reduce((most, each) => (each.waitMs > most.waitMs ? each : most));
    if (worst.waitMs === 0 && service === 0) return { cost: units, ...told };
    const identity = worst.waitMs > 0 ? toThrottleHeaders(worst, told.limitPercentage) : {};
    return {
      cost: units,
      ...told,
      refused: new ThrottleRefusal(Math.max(worst.waitMs, service), identity),
    };
  }

  reset(): void {
    this.#buckets.clear();
    this.#windows.clear();
  }

  /** Milliseconds that the quotas of single services ask to wait. */
  #chargeService(call: ThrottledCall, now: number): number {
    let waitMs = 0;
    for (const { key, limit, windowMs } of listServiceQuotas(call)) {
      let window = this.#windows.get(key);
      if (!window) {
        window = new SlidingWindow(limit, windowMs);
        this.#windows.set(key, window);
      }
      waitMs = Math.max(waitMs, window.getWaitMs(now));
      window.take(now);
    }
    return waitMs;
  }

  #identityBuckets(call: ThrottledCall, units: number, write: boolean): IdentityBucket[] {
    const { appId, tenantId } = call;
    const both = `${appId}/${tenantId}`;
    const resource = 'ResourceUnitLimitExceeded';
    const writes = 'WriteLimitExceeded';
    const buckets: IdentityBucket[] = [
      this.#globalBucket(call),
      {
        bucket: this.#bucket(`units/${both}`, 10 * second, () => getUnitLimit(this.#tenantUsers())),
        amount: units,
        scope: `Tenant_Application/ReadWrite/${both}`,
        information: resource,
      },
      {
        bucket: this.#bucket(`units/${appId}`, 20 * second, () => 150_000),
        amount: units,
        scope: `Application/ReadWrite/${both}`,
        information: resource,
      },
    ];
    if (!write) return buckets;
    const limits = [
      [`Tenant_Application/Write/${both}`, `writes/${both}`, 3000, 150 * second],
      [`Application/Write/${both}`, `writes/${appId}`, 35_000, 5 * minute],
      [`Tenant/Write/${both}`, `tenant/${tenantId}`, 18_000, 5 * minute],
    ] as const;
    for (const [scope, key, limit, windowMs] of limits)
      buckets.push({
        bucket: this.#bucket(key, windowMs, () => limit),
        amount: 1,
        scope,
        information: writes,
      });
    return buckets;
  }

  /** Requests of one app over all tenants and services. */
  #globalBucket({ appId, tenantId }: ThrottledCall): IdentityBucket {
    return {
      bucket: this.#bucket(`requests/${appId}`, 10 * second, () => 130_000),
      amount: 1,
      scope: `Application/ReadWrite/${appId}/${tenantId}`,
      information: 'CPULimitExceeded',
    };
  }

  #bucket(key: string, windowMs: number, capacity: () => number): TokenBucket {
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(windowMs, capacity);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}

/** Resource units in 10 seconds for one app in one tenant. */
function getUnitLimit(users: number): number {
  if (users < 50) return 3500;
  return users <= 500 ? 5000 : 8000;
}

function toThrottleHeaders(bucket: IdentityBucket, percentage: number | undefined): Record<string, string> {
  return {
    'x-ms-throttle-scope': bucket.scope,
    'x-ms-throttle-information': bucket.information,
    ...(percentage === undefined ? {} : { 'x-ms-throttle-limit-percentage': String(percentage) }),
  };
}
