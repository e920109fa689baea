import { createContext } from '@lit/context';
import type { Auth } from '../auth/auth.js';
import type { GraphServices } from './graph-services.js';
import type { WorkspaceServices } from './workspace-services.js';

// The keys are shared symbols, so that two copies of the library on a page find each other's provider.

/** Who is signed in; undefined while the provider prepares to know. */
export const authContext = createContext<Auth | undefined>(Symbol.for('o365-provisioning-elements/auth'));

/** Graph for the signed-in account; undefined while nobody is signed in. */
export const graphContext = createContext<GraphServices | undefined>(
  Symbol.for('o365-provisioning-elements/graph'),
);

/** Workspaces, catalog and publishing for the signed-in account; undefined while nobody is signed in. */
export const workspacesContext = createContext<WorkspaceServices | undefined>(
  Symbol.for('o365-provisioning-elements/workspaces'),
);
