import { createDemoAuth, type DemoAuthOptions } from '../../src/demo/demo-auth.js';
import { VirtualClock, type EmulatorOptions } from '../../src/emulator/index.js';
import { createGraphClient, type DisposableGraphClient } from '../../src/graph/create-graph-client.js';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

export interface GraphTenant extends TestEmulator {
  readonly graph: DisposableGraphClient;
  /** Another administrator's pipeline to the same tenant. */
  connect(transport?: (request: Request) => Promise<Response>, auth?: DemoAuthOptions): DisposableGraphClient;
}

/** An emulated tenant with the real pipeline in front of it. Time runs by itself whenever everything waits for it. */
export function startGraphTenant(options: EmulatorOptions = {}): GraphTenant {
  const clock = new VirtualClock({ auto: true });
  const tenant = startEmulator({ ...options, clock });
  const connect: GraphTenant['connect'] = (transport = tenant.fetch, auth = {}) =>
    createGraphClient({
      auth: createDemoAuth(tenant.emulator, auth),
      origin: tenant.emulator.graph,
      transport,
      clock,
      random: () => 0.5,
    });
  return { ...tenant, graph: connect(), connect };
}

/** Ids of users of the tenant. */
export async function listUserIds(tenant: TestEmulator, count: number): Promise<string[]> {
  const { body } = await tenant.call('GET', `/users?$select=id&$top=${count}`);
  return (body as { value: { id: string }[] }).value.map(({ id }) => id).sort();
}
