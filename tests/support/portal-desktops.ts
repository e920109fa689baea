import type { ServiceProvider } from '../../src/catalog/service-provider.js';

export interface PortalDesktopsOptions {
  /** Who of those asked about has one. Default: nobody. */
  readonly holders?: (userId: string, index: number) => boolean;
}

/** What a portal might offer besides. */
export function portalDesktops({ holders = () => false }: PortalDesktopsOptions = {}): ServiceProvider {
  const serviceId = 'virtual-desktops';
  return {
    id: 'desktops',
    name: 'This portal',
    list: () =>
      Promise.resolve([
        {
          id: serviceId,
          name: 'Virtual desktops',
          kind: 'this portal',
          options: [
            { id: 'standard', name: 'Standard, 2 vCPU' },
            { id: 'power', name: 'Power, 4 vCPU' },
          ],
          optionLabel: 'Pool',
        },
      ]),
    read: (userIds) =>
      Promise.resolve(userIds.filter(holders).map((userId) => ({ userId, serviceId, optionId: 'standard' }))),
    assign: () => Promise.resolve(),
    unassign: () => Promise.resolve(),
  };
}
