// The sample portal on the emulated tenant: `npm start`. What its team remembers is kept in .data/, or in the PostgreSQL that
// DATABASE_URL names; `npm start -- --fresh` begins without the former.
import { rm } from 'node:fs/promises';
import { startPortal } from '../demo/server/start-portal.js';

const folder = '.data/portal';
const databaseUrl = process.env['DATABASE_URL'];
if (process.argv.includes('--fresh')) await rm(folder, { recursive: true, force: true });

const portal = await startPortal({
  tenant: 'contoso',
  users: 1000,
  live: true,
  store: 'portal',
  memory: databaseUrl ? { databaseUrl } : { folder },
  ports: { page: 5173, graph: 4400, identity: 9080 },
});

console.log(`
  Sample portal   ${portal.url}
  Tenant          ${portal.tenant.graph}   (emulated: Contoso, 1,000 people)
  Sign in as      ${portal.people[0]}, any password

  Memory          ${databaseUrl ? 'the PostgreSQL of DATABASE_URL' : folder}   (the portal's own back end)

  Ctrl+C ends it; the tenant is forgotten then. npm start -- --fresh forgets the memory, too.
`);

portal.ready.catch((error: unknown) => {
  console.error('  The portal’s back end cannot start:', error);
  stop();
});

const stop = (): void => {
  void portal.stop().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
