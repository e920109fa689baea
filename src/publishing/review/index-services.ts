import type { HeldService } from '../../catalog/held-services.js';
import type { ServiceRemoval } from '../../model/step.js';
import { serviceKey } from '../../model/workspace.js';

/** Who has which services, by service key. */
export function indexServices(
  services: readonly HeldService[],
): (userId: string) => ReadonlyMap<string, ServiceRemoval> {
  const byUser = new Map<string, Map<string, ServiceRemoval>>();
  for (const { userId, ...service } of services) {
    const held = byUser.get(userId);
    if (held) held.set(serviceKey(service), service);
    else byUser.set(userId, new Map([[serviceKey(service), service]]));
  }
  const none: ReadonlyMap<string, ServiceRemoval> = new Map();
  return (userId) => byUser.get(userId) ?? none;
}
