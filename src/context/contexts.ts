import { createContext } from '@lit/context';
import type { Auth } from '../auth/auth.js';
import type { Place } from '../model/address/place.js';
import type { PortalConnection } from './portal-connection.js';
import type { Session } from './session.js';

/** The address of a place in the host's pages. */
export type HrefOf = (place: Place) => string;

/** The version of this library whose elements understand each other: those that promise the same to the host. */
export const sharedVersion = '0.2';

// The keys are shared symbols, so that two copies of the library on a page find each other's provider; those of another
// version, which may mean something else by the same name, do not.
const keyOf = (name: string): symbol => Symbol.for(`o365-provisioning-elements/${sharedVersion}/${name}`);

/** Who is signed in; undefined while the provider prepares to know. */
export const authContext = createContext<Auth | undefined>(keyOf('auth'));

/** What there is to work with; undefined while nobody is signed in. */
export const sessionContext = createContext<Session | undefined>(keyOf('session'));

/** How the tenant stands to the portal, where that decides whether there is anything to work with. */
export const connectionContext = createContext<PortalConnection | undefined>(keyOf('connection'));

/** How the host page addresses places, whoever is signed in; undefined where it does not. */
export const hrefContext = createContext<HrefOf | undefined>(keyOf('href'));
