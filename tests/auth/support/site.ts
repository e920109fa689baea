import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen } from '../../../demo/identity/http.js';
import {
  startIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from '../../../demo/identity/identity-provider.js';
import type { MsalAuthOptions } from '../../../src/auth/auth-options.js';
import type { PageAuth } from './page.js';

export const tenantId = '5f2b9c4e-8a3d-4c57-9e11-0c4a6d7b1f20';
export const portalClient = '0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61';
export const otherClient = '1e7a6d2b-3c4f-4a71-9b82-8d3e4f5a6b72';
export const ada = {
  id: 'a1000000-0000-4000-8000-000000000001',
  displayName: 'Ada Admin',
  userPrincipalName: 'ada@contoso.example',
  roleIds: ['62e90394-69f5-4237-9190-012177145e10'],
};
export const lin = {
  id: 'a1000000-0000-4000-8000-000000000002',
  displayName: 'Lin Licenses',
  userPrincipalName: 'lin@contoso.example',
  roleIds: ['4d6ac14f-3453-41d0-bef9-a3e0c569773a'],
};

/** A portal page and the provider it signs in at, on two free ports. */
export interface Site {
  readonly url: string;
  readonly identity: IdentityProvider;
  /** Sent with every page from when it is set. */
  contentSecurityPolicy: string | undefined;
  close(): Promise<void>;
}

export type DefinePages = (
  portal: (options?: Partial<MsalAuthOptions>) => MsalAuthOptions,
  url: string,
) => Record<string, Record<string, PageAuth>>;

/**
 * Serves a portal page per entry of `definePages` (`/redirect`, `/popup`, …), the shipped redirect bridge, and the
 * identity provider.
 */
export async function startSite(
  definePages: DefinePages,
  provider: Partial<IdentityProviderOptions> = {},
): Promise<Site> {
  const files = await bundle();
  let identity: IdentityProvider | undefined;
  const policy: Pick<Site, 'contentSecurityPolicy'> = { contentSecurityPolicy: undefined };
  const { url, close } = await listen(0, async (origin) => {
    const redirectUris = [`${origin}/redirect-bridge.html`, `${origin}/redirect`];
    identity = await startIdentityProvider({
      port: 0,
      tenantId,
      graphResource: 'https://graph.microsoft.com',
      people: [ada, lin],
      clients: [
        { clientId: portalClient, name: 'Portal', redirectUris },
        { clientId: otherClient, name: 'Other', redirectUris },
      ],
      ...provider,
    });
    const { endpoints } = identity;
    const pages = definePages(
      (options = {}) => ({
        clientId: portalClient,
        tenantId,
        interaction: 'redirect',
        cache: 'session',
        identity: endpoints,
        ...options,
      }),
      origin,
    );
    return (request, response) => {
      const [, first = ''] = new URL(request.url ?? '/', origin).pathname.split('/');
      const file = files.get(first);
      const page = pages[first];
      const [type, body] = file ?? (page ? ['text/html', renderPage(page)] : ['text/plain', undefined]);
      response.writeHead(body === undefined ? 404 : 200, {
        'content-type': type,
        'cache-control': 'no-store',
        ...(policy.contentSecurityPolicy ? { 'content-security-policy': policy.contentSecurityPolicy } : {}),
      });
      response.end(body);
    };
  });
  if (!identity) throw new Error('The identity provider has not started.');
  const provided = identity;
  return Object.assign(policy, {
    url,
    identity: provided,
    close: async () => {
      await close();
      await provided.close();
    },
  });
}

function renderPage(settings: Record<string, PageAuth>): string {
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title>
<link rel="icon" href="data:,"></head><body><h1>Portal</h1>
<script nonce="settings">window.settings = ${json}</script><script type="module" src="/page.js"></script></body></html>`;
}

/** The page's script, in chunks, and the redirect bridge as it ships: one file of its own. */
async function bundle(): Promise<Map<string, [type: string, body: string]>> {
  const files = new Map<string, [string, string]>();
  const page = await bundleEntry('./page.ts', 'page.js');
  const bridge = await bundleEntry('../../../src/auth/redirect/redirect-bridge.ts', 'redirect-bridge.js');
  for (const { fileName, code } of [...page, ...bridge]) files.set(fileName, ['text/javascript', code]);
  const html = await readFile(
    new URL('../../../src/auth/redirect/redirect-bridge.html', import.meta.url),
    'utf8',
  );
  files.set('redirect-bridge.html', ['text/html', html]);
  return files;
}

async function bundleEntry(entry: string, name: string): Promise<Rolldown.OutputChunk[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL(entry, import.meta.url)),
        output: { entryFileNames: name, chunkFileNames: `${name}-[name]-[hash].js` },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
}
