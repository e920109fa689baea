import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import { authorizeByHeader } from '../../support/portal-team.js';
import { openPlace, type Place } from './place.js';

// A portal's process that is asked over HTTP, and by its parent for the memory that it took at most, in MB.
const database = await openPlace(JSON.parse(process.argv[2] ?? '') as Place);
const api = createPortalApi({ database, authorize: authorizeByHeader });
const listener = getRequestListener(api);
const server = createServer((...asked) => void listener(...asked)).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => process.send?.(process.resourceUsage().maxRSS / 1024));
process.on('disconnect', () => process.exit());
process.send?.((server.address() as AddressInfo).port);
