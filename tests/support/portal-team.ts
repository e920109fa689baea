import { PGlite } from '@electric-sql/pglite';
import { systemClock, type Clock } from '../../src/graph/pace/clock.js';
import { hostActions } from '../../src/model/host-action.js';
import type { Authorization } from '../../src/portal-api/authorize/authorize.js';
import type { createPortalApi, PortalApiOptions } from '../../src/portal-api/create-portal-api.js';
import { openPglite } from '../../src/portal-api/database/open-pglite.js';
import type { PortalDatabase } from '../../src/portal-api/database/portal-database.js';

export interface TestPortal {
  readonly database: PortalDatabase;
  readonly pglite: PGlite;
  close(): Promise<void>;
}

/** A portal's database of its own, in memory. */
export async function openTestPortal(): Promise<TestPortal> {
  const pglite = await PGlite.create();
  const database = await openPglite({ pglite });
  await database.migrate();
  return {
    database,
    pglite,
    async close() {
      await database.close();
      await pglite.close();
    },
  };
}

/** Where the API of a test is. */
export const portalUrl = 'http://localhost/api/o365';

/** Whoever asks says who she is: what a portal knows of its session. */
export const authorizeByHeader: PortalApiOptions['authorize'] = ({ request }) => {
  const [subject, tenant] = (request.headers.get('Authorization') ?? '').split(' ');
  return subject && tenant ? letIn(subject, tenant) : undefined;
};

export function letIn(subject: string, ...tenants: readonly string[]): Authorization {
  return { subject, tenants, can: hostActions, server: true };
}

/** Answers as a portal does, in the place of `fetch`. */
export function fetchFrom(api: ReturnType<typeof createPortalApi>): typeof fetch {
  return (input, init) => api(new Request(input, init));
}

/** A clock by which nobody waits. */
export const hastyClock: Clock = {
  now: () => Date.now(),
  counted: () => performance.now(),
  // Whoever goes on as long as she is told nothing else must not keep everybody else from it.
  sleep: (ms, signal) => systemClock.sleep(ms / 1_000, signal),
};
