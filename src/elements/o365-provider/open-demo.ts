import type { Auth } from '../../auth/auth.js';
import { createUnusableAuth } from '../../auth/unusable-auth.js';
import type { GraphTransport } from '../../graph/http/graph-transport.js';
import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { loadCode } from '../../model/page/load-code.js';
import { tellDeveloper } from '../../model/page/tell-developer.js';
import type { OpenStore } from '../../store/store.js';

/** What a provider works with that shows a demo. */
export interface Demo {
  readonly auth: Auth;
  readonly transport?: GraphTransport;
  readonly store?: OpenStore;
}

/** The provider's settings of a real tenant. */
interface RealSettings extends Pick<Element, 'hasAttribute'> {
  readonly clientId: string;
  readonly tenantId: string;
  readonly graphOrigin: string;
  readonly auth?: unknown;
  readonly store?: unknown;
  readonly transport?: unknown;
}

/** Opens the demo of this name; nobody can sign in where that is not possible, or where it is set by mistake. */
export async function openDemo(
  name: string,
  settings: RealSettings,
  retry: () => Promise<void>,
): Promise<Demo> {
  try {
    refuseReal(settings);
    const { openPageDemo } = await loadCode(() => import('../../demo/page-demo.js'));
    return openPageDemo(name);
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    tellDeveloper(error.message);
    return { auth: createUnusableAuth(error, error.retryable ? retry : undefined) };
  }
}

/** A page that has both would show invented people where its administrators expect their own, or the other way round. */
function refuseReal(settings: RealSettings): void {
  const isSet = {
    'client-id': settings.clientId !== '',
    'tenant-id': settings.tenantId !== 'organizations',
    'graph-origin': settings.graphOrigin !== '',
    auth: Boolean(settings.auth),
    store: Boolean(settings.store),
    transport: Boolean(settings.transport),
  };
  const names = Object.entries(isSet)
    .filter(([name, value]) => value || settings.hasAttribute(name))
    .map(([name]) => name);
  if (names.length > 0)
    throw new ProvisioningError(
      'setting-wrong',
      `o365-provider: demo goes without a tenant. Remove ${names.join(', ')}, or remove demo.`,
    );
}
