import { createContext } from '@lit/context';
import type { Auth } from '../auth/auth.js';
import type { Session } from './session.js';

// The keys are shared symbols, so that two copies of the library on a page find each other's provider.

/** Who is signed in; undefined while the provider prepares to know. */
export const authContext = createContext<Auth | undefined>(Symbol.for('o365-provisioning-elements/auth'));

/** What there is to work with; undefined while nobody is signed in. */
export const sessionContext = createContext<Session | undefined>(
  Symbol.for('o365-provisioning-elements/session'),
);
