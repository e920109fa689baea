import type { Account } from '../auth/auth.js';
import type { GraphServices } from './graph-services.js';
import type { WorkspaceServices } from './workspace-services.js';

/** What there is to work with while somebody is signed in. It stays the same for as long as the account does. */
export interface Session {
  readonly account: Account;
  readonly graph: GraphServices;
  /** Workspaces, catalog and publishing. Another store brings others. */
  readonly workspaces: WorkspaceServices;
}
