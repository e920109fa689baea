import { createHostTokenAuth } from '../../src/auth/host-token-auth.js';
import { createGraphClient } from '../../src/graph/create-graph-client.js';
import type { Publisher } from '../../src/publishing/publisher.js';
import type { World } from './publishing-world.js';

/** Another administrator of the same tenant, on another machine, over the same memory of the team. */
export function inviteColleague({ account, clock, emulator, reload }: World): Publisher {
  const user = emulator
    .state()
    .users.find(({ id, accountEnabled }) => accountEnabled && id !== account.objectId);
  if (!user) throw new Error('The administrator is alone.');
  emulator.giveRole(user.id, 'Global Administrator');
  const colleague = { ...account, objectId: user.id, username: user.userPrincipalName };
  const graph = createGraphClient({
    auth: createHostTokenAuth({
      account: () => colleague,
      getToken: async ({ scopes }) => ({
        token: await emulator.issueToken({ scopes, user: user.id }),
        scopes,
      }),
    }),
    origin: emulator.graph,
    clock,
    random: () => 0.5,
    transport: (request) => emulator.fetch(request),
  });
  return reload({ graph, account: colleague, together: true });
}
