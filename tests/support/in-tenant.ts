import { html, render, type TemplateResult } from 'lit';
import '../../src/define/o365-provider.js';
import type { Auth } from '../../src/auth/auth.js';
import type { ServiceProvider } from '../../src/catalog/service-provider.js';
import type { DemoAuthOptions } from '../../src/demo/demo-auth.js';
import { createDemoTenant } from '../../src/demo/demo-tenant.js';
import type { O365Provider } from '../../src/elements/o365-provider/o365-provider.js';
import type { Emulator, EmulatorOptions, PartNumber, TrafficRecord } from '../../src/emulator/index.js';
import { createGraphClient } from '../../src/graph/create-graph-client.js';
import type { CanDo } from '../../src/model/host-action.js';
import type { PublishPolicy } from '../../src/publishing/review/review-input.js';
import type { ConnectorSource } from '../../src/services/connectors.js';
import type { OpenStore, Store } from '../../src/store/store.js';
import { alsoOwning } from './also-owns.js';

/** What a test or story says about the tenant around the element. */
export interface TenantParameters
  extends DemoAuthOptions, Pick<EmulatorOptions, 'tenant' | 'users' | 'seed' | 'quota' | 'lagMs' | 'clock'> {
  /** Faults of the emulator, in its JSON form. */
  readonly faults?: readonly object[];
  /** Plans that the tenant owns besides: they can be planned with, not assigned. */
  readonly alsoOwns?: readonly PartNumber[];
  /** No provider around the element. */
  readonly alone?: boolean;
  /** The traffic is not recorded: it holds requests that the description of Graph at hand lacks. */
  readonly unrecorded?: boolean;
  /** Default: an empty one in memory. */
  readonly store?: OpenStore;
  /** Prepares the store or the tenant before the element renders. */
  readonly prepare?: (page: TenantPage) => Promise<void> | void;
  readonly serviceProviders?: readonly ServiceProvider[];
  readonly policy?: Partial<PublishPolicy>;
  /** What the portal lets the administrator do. Default: everything. */
  readonly can?: CanDo;
  readonly graphConnectors?: boolean;
  readonly connectorSource?: ConnectorSource;
  /** Per part number. */
  readonly prices?: Readonly<Record<string, number>>;
}

/** An element's surroundings: a provider wired to an emulated tenant, all in this page. */
export interface TenantPage {
  readonly emulator: Emulator;
  readonly auth: Auth;
  /** As the administrator has it opened; a test may put other methods in the place of its own. */
  readonly store: Store;
  /** Opens the same memory for somebody else. */
  readonly openStore: OpenStore;
  readonly provider: O365Provider;
}

/** Set by the test runner where the traffic of all tests is recorded, to be checked against Graph's description. */
const recording = (globalThis as { recordTraffic?: boolean }).recordTraffic === true;

function report(record: TrafficRecord): void {
  navigator.sendBeacon('/__record', JSON.stringify(record));
}

/** Renders a template inside a provider whose Graph is an emulated tenant. */
export async function renderInTenant(
  template: TemplateResult,
  parameters: TenantParameters = {},
  container: HTMLElement = appendContainer(),
): Promise<TenantPage> {
  const { faults = [], ...options } = parameters;
  const { emulator, auth, ...demo } = createDemoTenant({
    tenant: 'small',
    consentUrl: 'https://login.microsoftonline.com/contoso.com/v2.0/adminconsent',
    ...(recording && !parameters.unrecorded ? { onExchange: report } : {}),
    ...options,
  });
  // What a tab remembers must not leak from one test or story into the next.
  sessionStorage.clear();
  const openStore = parameters.store ?? demo.store;
  const { tenantId, administrator } = emulator.tenant;
  const by = administrator.id;
  const transport = alsoOwning(demo.transport, parameters.alsoOwns ?? []);
  const graph = createGraphClient({ auth, origin: auth.cloud.graph, transport });
  const store = openStore({ tenantId, by, graph });
  const provider = document.createElement('o365-provider');
  Object.assign(provider, {
    auth,
    store: ((context) => (context.by === by ? store : openStore(context))) satisfies OpenStore,
    transport,
    serviceProviders: parameters.serviceProviders ?? [],
    policy: parameters.policy ?? {},
    can: parameters.can,
    graphConnectors: parameters.graphConnectors ?? false,
    connectorSource: parameters.connectorSource,
    prices: parameters.prices ?? {},
  });
  const page = { emulator, auth, store, openStore, provider };
  await parameters.prepare?.(page);
  if (faults.length > 0) await setFaults(emulator, faults);
  render(template, parameters.alone ? container : provider);
  if (!parameters.alone) container.append(provider);
  return page;
}

/** Tells the emulator how to misbehave from now on. */
export async function setFaults(emulator: Emulator, faults: readonly object[]): Promise<void> {
  const answer = await emulator.fetch('http://localhost/emulator/faults', {
    method: 'POST',
    body: JSON.stringify({ faults }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Storybook decorator: the story's `parameters.o365` describe the tenant. */
export const withTenant = (
  story: () => unknown,
  context: { parameters: Record<string, unknown>; globals: { scheme?: string; direction?: string } },
): HTMLElement => {
  const container = document.createElement('div');
  document.documentElement.style.colorScheme = context.globals.scheme ?? 'light';
  document.documentElement.dir = context.globals.direction ?? 'ltr';
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  const parameters = (context.parameters['o365'] ?? {}) as TenantParameters;
  void renderInTenant(html`${story()}`, parameters, container);
  return container;
};

function appendContainer(): HTMLElement {
  const container = document.createElement('div');
  container.lang = 'en';
  document.body.append(container);
  return container;
}
