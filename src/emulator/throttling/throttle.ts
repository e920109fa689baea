import type { EmulatorClock } from '../clock.js';

export interface ThrottleOptions {
  clock: EmulatorClock;
  /** Users in the tenant; decides its size class (S below 50, M to 500, L above). */
  tenantUsers: () => number;
  /** `documented` keeps Graph's quotas, `off` only works out costs. */
  mode: 'documented' | 'off';
}

/** One request, or one item of a `$batch`. */
export interface ThrottledCall {
  appId: string;
  tenantId: string;
  method: string;
  /** The path below the version, such as `/users/{id}/assignLicense`. */
  path: string;
  searchParams: URLSearchParams;
  /** `v1.0` or `beta`. Default `v1.0`. */
  version?: string;
}

/** A 429: its headers and its body. */
export interface ThrottleRefusal {
  status: 429;
  /** `Retry-After`, `x-ms-throttle-scope`, `x-ms-throttle-information`, `x-ms-throttle-limit-percentage`. */
  headers: Record<string, string>;
  /** Graph's error body, with the request's id and time filled in. */
  body(requestId: string, date: string): unknown;
}

export interface ThrottleVerdict {
  /** Resource units, for `x-ms-resource-unit`. */
  cost: number;
  /** Share of the limit used, only from 0.8 on, for `x-ms-throttle-limit-percentage`. */
  limitPercentage?: number;
  /** Present when the call must be answered with 429. */
  refused?: ThrottleRefusal;
}

export interface Throttle {
  /** Counts the call against every quota it falls under. */
  charge(call: ThrottledCall): ThrottleVerdict;
  /** Fills every quota again. */
  reset(): void;
  mode: 'documented' | 'off';
}

export function createThrottle(options: ThrottleOptions): Throttle {
  return { mode: options.mode, charge: () => ({ cost: 1 }), reset: () => undefined };
}
