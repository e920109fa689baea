import type { Account, Auth } from '../../../src/auth/auth.js';
import { createHostTokenAuth } from '../../../src/auth/host-token-auth.js';
import { roleTemplates, type Emulator } from '../../../src/emulator/index.js';

/** One of several administrators of an emulated tenant, who is signed in and stays so. */
export function createAdminAuth(
  emulator: Emulator,
  userId: string,
  name: string,
): Auth & { readonly account: Account } {
  const account: Account = {
    objectId: userId,
    tenantId: emulator.tenant.tenantId,
    name,
    username: `${name}@contoso.com`,
    roleIds: [roleTemplates['Global Administrator']],
  };
  // A token is good for an hour; none is used that long.
  const tokens = new Map<string, Promise<string>>();
  const auth = createHostTokenAuth({
    account: () => account,
    getToken: async ({ scopes }) => {
      const key = JSON.stringify([scopes, Math.floor(emulator.clock.now() / 1_800_000)]);
      const known =
        tokens.get(key) ?? emulator.issueToken({ scopes, user: userId, roles: ['Global Administrator'] });
      tokens.set(key, known);
      return { token: await known, scopes };
    },
  });
  return Object.assign(auth, { account });
}
