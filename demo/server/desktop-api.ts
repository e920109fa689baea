import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** A desktop that somebody has. */
export interface Desktop {
  readonly userId: string;
  readonly poolId: string;
  readonly sizeId: string;
}

export interface DesktopApi {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Every desktop, by when it was given. */
  list(): readonly Desktop[];
}

const pools = [
  {
    id: 'windows',
    name: 'Virtual desktops',
    description: 'A Windows desktop in the browser.',
    sizes: [
      { id: 'standard', name: 'Standard, 2 vCPU' },
      { id: 'power', name: 'Power, 4 vCPU' },
    ],
  },
];

/**
 * What the sample portal offers by itself: desktops, of which a user may have one of each size. Kept in memory, as the
 * tenant beside it is. Giving what somebody has, and taking what nobody has, succeed.
 */
export function createDesktopApi(): DesktopApi {
  const desktops = new Map<string, Desktop>();
  const api = new Hono().basePath('/api/desktops');
  api.use(bodyLimit({ maxSize: 8 * 1024 * 1024 }));

  api.get('/pools', (c) => c.json({ pools }));

  // Users are sent in the body: they may be thousands.
  api.post('/search', async (c) => {
    const { userIds, poolIds } = await c.req.json<{ userIds: string[]; poolIds: string[] }>();
    const [users, wanted] = [new Set(userIds), new Set(poolIds)];
    const found = [...desktops.values()].filter(
      ({ userId, poolId }) => users.has(userId) && wanted.has(poolId),
    );
    return c.json({ desktops: found });
  });

  api.on(['PUT', 'DELETE'], '/pools/:poolId/sizes/:sizeId/users/:userId', (c) => {
    const { poolId, sizeId, userId } = c.req.param();
    const pool = pools.find(({ id }) => id === poolId);
    if (!pool?.sizes.some(({ id }) => id === sizeId)) return c.json({ detail: 'No such desktop.' }, 404);
    const key = [poolId, sizeId, userId].join('/');
    if (c.req.method === 'DELETE') desktops.delete(key);
    else if (!desktops.has(key)) desktops.set(key, { userId, poolId, sizeId });
    return c.body(null, 204);
  });

  return { fetch: (request) => api.fetch(request), list: () => [...desktops.values()] };
}
