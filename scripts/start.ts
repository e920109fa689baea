// The sample portal on the emulated tenant: `npm start`.
import { startPortal } from '../demo/server/start-portal.js';

const portal = await startPortal({
  tenant: 'contoso',
  users: 1000,
  live: true,
  ports: { page: 5173, graph: 4400, identity: 9080 },
});

console.log(`
  Sample portal   ${portal.url}
  Tenant          ${portal.tenant.graph}   (emulated: Contoso, 1,000 people)
  Sign in as      ${portal.people[0]}, any password

  Ctrl+C ends it; the tenant is forgotten then.
`);

const stop = (): void => {
  void portal.stop().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
