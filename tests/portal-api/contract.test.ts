import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createPortalApi } from '../../src/portal-api/create-portal-api.js';
import { describeStore, type SpoiledRecord, type StoreUnderTest } from '../../src/store/contract/index.js';
import { portalStore } from '../../src/store/portal/portal-store.js';
import {
  authorizeByHeader,
  fetchFrom,
  hastyClock,
  openTestPortal,
  portalUrl,
  type TestPortal,
} from '../support/portal-team.js';

describe('portalStore over a portal’s API', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());

  describeStore({ describe, it }, 'on PGlite', () => createTeam(portal), {
    abilities: ['crash', 'spoil', 'blocked', 'missing'],
  });
});

/** A team of a tenant of its own. */
function createTeam({ database, pglite }: TestPortal): StoreUnderTest {
  const tenantId = randomUUID();
  let isReachable = true;
  const reach = fetchFrom(createPortalApi({ database, authorize: authorizeByHeader }));
  const breakOff = (): Promise<() => void> => {
    isReachable = false;
    return Promise.resolve(() => (isReachable = true));
  };
  return {
    connect: ({ by }) =>
      portalStore({
        url: portalUrl,
        headers: () => ({ Authorization: `${by} ${tenantId}` }),
        fetch: (...request) =>
          isReachable
            ? reach(...request)
            : Promise.resolve(new Response('The portal is being updated.', { status: 503 })),
        clock: hastyClock,
      })({ tenantId, by }),
    crash: async () => undefined,
    simulate: breakOff,
    spoil: (record) => spoil(record),
    async passTime(ms) {
      await pglite.query(
        `update o365.leases set value = jsonb_set(value::jsonb, '{movedAt}',
           to_jsonb((value->>'movedAt')::bigint - $1::bigint))::json where tenant_id = $2 and value->>'movedAt' is not null`,
        [ms, tenantId],
      );
    },
  };

  async function spoil({ part, id, how }: SpoiledRecord): Promise<void> {
    const [table, key, path] =
      part === 'workspaces'
        ? ['workspaces', 'workspace_id', '{workspace,schemaVersion}']
        : ['publishes', 'publish_id', '{head,schemaVersion}'];
    const version = how === 'newer' ? '99' : '"none"';
    await pglite.query(
      `update o365.${table} set value = jsonb_set(value::jsonb, $1, $2::jsonb)::json
       where tenant_id = $3 and ${key} = $4`,
      [path, version, tenantId, id],
    );
    if (part === 'journal')
      await pglite.query(
        `update o365.entries set value = jsonb_set(value::jsonb, $1, $2::jsonb)::json
         where tenant_id = $3 and publish_id = $4 and number = 0`,
        [path, version, tenantId, id],
      );
  }
}
