// What the examples beside this file have in common: who they are, how they reach Microsoft, and where their store is.
import * as engine from '../../src/engine.js';
import { openFileStore } from './file-store.js';

const { GRAPH_TOKEN: token = '', TENANT_ID: tenantId = '', STORE: path = 'store.json' } = process.env;
const { GRAPH: origin = engine.clouds.global.graph } = process.env;

// A publish leaves in the name of its account only, and so the account is whoever the token is of.
const { objectId = 'nightly' } = engine.readTokenSubject(token) ?? {};
export const account = { objectId, name: 'Nightly', username: 'nightly', tenantId, roleIds: [] };
const auth = engine.createHostTokenAuth({ account: () => account, getToken: async () => token });
export const graph = engine.createGraphClient({ auth, origin });
export const store = (await openFileStore(path))({ tenantId, by: account.objectId });
