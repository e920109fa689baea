import type { EmulatorClock } from './clock.js';
import type { FaultRule } from './faults/index.js';
import type { TrustedIssuer } from './identity/token-service.js';
import type { TrafficRecord } from './record.js';
import type { TenantName } from './tenant/presets.js';

export interface EmulatorOptions {
  /** Which tenant. Default: `contoso`. */
  readonly tenant?: TenantName;
  /** How many users, 1 to 100,000. Default: the tenant's own size. */
  readonly users?: number;
  /** The same seed gives the same tenant. Default: 1. */
  readonly seed?: number;
  /** Default: the machine's time. Give a `VirtualClock` to test an hour in a second. */
  readonly clock?: EmulatorClock;
  /** `documented` enforces Graph's quotas. Default: `off`. */
  readonly quota?: 'documented' | 'off';
  /** Milliseconds until reads show a write. Default: 0. */
  readonly lagMs?: number;
  /** Milliseconds a write takes; a second one to the same object meanwhile is answered 409. Default: 0. */
  readonly writeMs?: number;
  /** Milliseconds until a change to a licensed group starts to be processed, and that each member takes. Default: 2000 and 5. */
  readonly groupLicensing?: { readonly startMs: number; readonly memberMs: number };
  /** What goes wrong, and for whom; `emulator.faults` changes it later. */
  readonly faults?: readonly FaultRule[];
  /** Identity providers besides the emulator itself whose tokens are accepted. */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** Called with every exchange with Graph, tokens left out. */
  readonly onExchange?: (record: TrafficRecord) => void;
}
