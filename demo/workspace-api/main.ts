// Serves the reference API: npx tsx demo/workspace-api/main.ts [file.json]
import { serve } from '@hono/node-server';
import { createMemoryStore } from '../../src/workspaces/memory-store.js';
import { createFileStore } from './file-store.js';
import { createWorkspaceApi } from './workspace-api.js';

const [file] = process.argv.slice(2);
const store = file ? createFileStore(file) : createMemoryStore();
const origins = (process.env['ALLOWED_ORIGINS'] ?? '').split(' ').filter((origin) => origin !== '');
const port = Number(process.env['PORT'] ?? 8090);

serve({ fetch: createWorkspaceApi({ store, origins }).fetch, port, hostname: 'localhost' }, () => {
  console.log(`Workspaces at http://localhost:${port}/workspaces, kept in ${file ?? 'memory'}.`);
});
