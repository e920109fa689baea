/**
 * The engine without any screen: runs in browsers and in Node. The same that the elements use.
 */
export type {
  Account,
  AccessToken,
  Auth,
  AuthState,
  SignInOptions,
  TokenOptions,
  TokenSubject,
} from './auth/auth.js';
export type { CloudOptions } from './auth/auth-options.js';
export { createHostTokenAuth, type HostTokenOptions, type HostTokenRequest } from './auth/host-token-auth.js';
export { readTokenSubject } from './auth/scopes/token-scopes.js';
export { clouds, type Cloud, type CloudName } from './microsoft/clouds.js';
export type { OwnNames } from './microsoft/products/name-loader.js';
export * from './catalog/index.js';
export * from './graph/index.js';
export * from './insights/index.js';
export * from './model/index.js';
export * from './publishing/index.js';
export * from './services/index.js';
export * from './store/index.js';
