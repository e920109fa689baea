/**
 * What makes something a store, as tests that run in any test runner, or in none: `o365-provisioning-elements/store-contract`.
 * A portal runs them on its own back end.
 */
export type {
  Ability,
  ContractOptions,
  CreateStore,
  Session,
  SpoiledRecord,
  StoreFault,
  StoreUnderTest,
} from './contract.js';
export {
  describeStore,
  runStoreContract,
  type ContractFailure,
  type ContractResult,
  type TestRunner,
} from './describe-store.js';
