/**
 * A tenant in memory that answers as Microsoft Graph does, for tests, stories, demos and benchmarks.
 * Runs in a page as a `fetch` and, with `./server/index.js`, as a Node server.
 *
 * @example
 * const emulator = createEmulator({ tenant: 'small' });
 * const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
 * await emulator.fetch('https://graph.microsoft.com/v1.0/users', { headers: { Authorization: `Bearer ${token}` } });
 */
import type { EmulatorOptions } from './emulator-options.js';
import { Emulator } from './emulator.js';

export { Emulator, type TenantFacts } from './emulator.js';
export type { Entity } from './collection/entity.js';
export type { EmulatorOptions } from './emulator-options.js';
export type { NewAdministrativeUnit } from './administrative-units/new-unit.js';
export { groupPaces, type GroupLicensingPace, type GroupPaceName } from './licensing/group-pace.js';
export type { PlanChange } from './licensing/plan-change.js';
export type { EmulatorState, UserState } from './state.js';
export type { TrafficRecord } from './record.js';
export type {
  AnyTokenRequest,
  AppTokenRequest,
  TokenRequest,
  UserTokenRequest,
} from './identity/token-request.js';
export type { TrustedIssuer } from './identity/token-service.js';
export { graphHosts, type CloudName } from './cloud.js';
export { VirtualClock, realClock, type EmulatorClock, type VirtualClockOptions } from './clock.js';
export {
  DroppedConnection,
  FaultRuleError,
  faultKinds,
  parseFaultText,
  type FaultableAnswer,
  type FaultRule,
  type FaultSet,
  type FaultTarget,
} from './faults/index.js';
export type {
  AppRoleAssignmentEntity,
  AssignedLicense,
  LicenseError,
  ServicePlanInfo,
  LicenseAssignmentState,
  SkuEntity,
} from './tenant/entities.js';
export { TenantChangeError } from './tenant/tenant-change-error.js';
export { roleTemplates, type RoleName } from './tenant/roles.js';
export { tenantPresets, type TenantName } from './tenant/presets.js';
export { knownSkus, type PartNumber } from './tenant/known-skus.js';
export { getPlanId } from './tenant/service-plans.js';

/** Makes a tenant. Ready when it returns, also with 100,000 users (some seconds). */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return new Emulator(options);
}
