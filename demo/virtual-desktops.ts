import type { ServiceAssignment, ServiceProvider } from '../src/catalog/service-provider.js';

interface PoolWire {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly sizes: readonly { readonly id: string; readonly name: string }[];
}

interface DesktopWire {
  readonly userId: string;
  readonly poolId: string;
  readonly sizeId: string;
}

/** What this portal offers besides Microsoft's plans, as a service that workspaces can hold: its own desktops, over its own API. */
export function createVirtualDesktops(api = '/api/desktops'): ServiceProvider {
  return {
    id: 'virtual-desktops',
    name: 'Northwind',

    async list(options) {
      const { pools } = await ask<{ pools: readonly PoolWire[] }>(`${api}/pools`, { ...options });
      return pools.map(({ id, name, description, sizes }) => ({
        id,
        name,
        description,
        kind: 'this portal',
        options: sizes,
        optionLabel: 'Size',
      }));
    },

    async read(userIds, serviceIds, options) {
      const { desktops } = await ask<{ desktops: readonly DesktopWire[] }>(`${api}/search`, {
        ...options,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ userIds, poolIds: serviceIds }),
      });
      return desktops.map(({ userId, poolId, sizeId }) => ({ userId, serviceId: poolId, optionId: sizeId }));
    },

    async assign(assignment, options) {
      await call(toAddress(api, assignment), { ...options, method: 'PUT' });
    },

    async unassign(assignment, options) {
      await call(toAddress(api, assignment), { ...options, method: 'DELETE' });
    },
  };
}

function toAddress(api: string, { serviceId, optionId = 'standard', userId }: ServiceAssignment): string {
  const [pool, size, user] = [serviceId, optionId, userId].map(encodeURIComponent);
  return `${api}/pools/${pool}/sizes/${size}/users/${user}`;
}

async function ask<T>(address: string, init: RequestInit): Promise<T> {
  const answer = await call(address, init);
  return (await answer.json()) as T;
}

/** What it throws is shown to the administrator beside the user whom it happened to. */
async function call(address: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`The desktop service answered ${answer.status}.`);
  return answer;
}
