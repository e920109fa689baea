import type { EmulatorClock } from './clock.js';
import type { CloudName } from './cloud.js';
import type { FaultRule } from './faults/index.js';
import type { TrustedIssuer } from './identity/token-service.js';
import type { GroupLicensingPace, GroupPaceName } from './licensing/group-pace.js';
import type { TrafficRecord } from './record.js';
import type { TenantName } from './tenant/presets.js';

export interface EmulatorOptions {
  /** Which tenant. Default: `contoso`. */
  readonly tenant?: TenantName;
  /** The national cloud that the tenant is in: decides which host of Graph is its own. Default: `global`. */
  readonly cloud?: CloudName;
  /** How many users, 1 to 100,000. Default: the tenant's own size. */
  readonly users?: number;
  /** The same seed gives the same tenant. Default: 1. */
  readonly seed?: number;
  /** Default: the machine's time. Give a `VirtualClock` to test an hour in a second. */
  readonly clock?: EmulatorClock;
  /** `documented` enforces Graph's quotas. Default: `off`. */
  readonly quota?: 'documented' | 'off';
  /** Milliseconds until reads show a write, whatever it wrote. Default: 0. */
  readonly lagMs?: number;
  /**
   * Within `lagMs` of a write each read may show it or not, as the seed decides, whatever an earlier read showed: two
   * replicas answer by turns, one of which is behind. Default: false.
   */
  readonly staleReads?: boolean;
  /** Milliseconds a write takes; a second one to the same object meanwhile is answered 409. Default: 0. */
  readonly writeMs?: number;
  /** How fast groups license their members: milliseconds, or a pace by name (`groupPaces`). Default: `quick`. */
  readonly groupLicensing?: GroupLicensingPace | GroupPaceName;
  /**
   * What becomes of a group's license when somebody leaves who needs it for another one: it stays with a
   * DependencyViolation, or becomes a direct license. Microsoft documents both. Default: `convert`.
   */
  readonly leavePrerequisite?: 'fail' | 'convert';
  /** What goes wrong, and for whom; `emulator.faults` changes it later. */
  readonly faults?: readonly FaultRule[];
  /** Identity providers besides the emulator itself whose tokens are accepted. */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** Called with every exchange with Graph, tokens left out. */
  readonly onExchange?: (record: TrafficRecord) => void;
}
