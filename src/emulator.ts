/**
 * What tests, stories and demos import: the tenant in memory, and one with its administrator signed in.
 */
export { createDemoTenant, type DemoTenant, type DemoTenantOptions } from './demo/demo-tenant.js';
export type { DemoAuthOptions } from './demo/demo-auth.js';
export * from './emulator/index.js';
