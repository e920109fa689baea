import { Hono } from 'hono';
import type { PortalDatabase } from '../database/portal-database.js';

/** What whoever runs the portal's processes asks: whether this one lives, and whether it can be sent requests. */
export function answerHealth(database: Pick<PortalDatabase, 'isReady'>, isClosing: () => boolean): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.get('/live', (context) => context.json({ live: true }));
  app.get('/ready', async (context) => {
    const ready = !isClosing() && (await database.isReady());
    return context.json({ ready }, ready ? 200 : 503);
  });
  return app;
}
