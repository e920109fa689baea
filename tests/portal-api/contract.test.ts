import { after, before, describe, it } from 'node:test';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
import { describeStore, type Ability } from '../../src/store/contract/index.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import { authorizeByHeader, fetchFrom, hastyClock, portalUrl } from '../support/portal-team.js';
import { createTeam, type OpenOver } from './database/portal-team.js';
import { servers, type TestServer } from './database/servers.js';

const tenantId = 'contoso';

const openInPage: OpenOver = (database, by) =>
  portalStore({
    url: portalUrl,
    headers: () => ({ Authorization: `${by} ${tenantId}` }),
    fetch: fetchFrom(createPortalApi({ database, authorize: authorizeByHeader, rate: unlimited })),
    clock: hastyClock,
  })({ tenantId, by });

/** A case asks more in a second than a person does in an hour. */
const unlimited = { burst: 1e9, perSecond: 1e9 };

/** What a database in this process cannot go through is that nobody reaches it. */
const abilities: readonly Ability[] = ['crash', 'spoil', 'break-off', 'full', 'cleared'];

for (const [name, start] of servers)
  describe(`portalStore over an API on ${name}`, () => {
    let server: TestServer;
    before(async () => {
      server = await start();
    });
    after(() => server.stop());
    describeStore({ describe, it }, 'keeps the contract', () => createTeam(server, openInPage), {
      abilities: name === 'PGlite' ? abilities : [...abilities, 'blocked', 'missing'],
    });
  });
