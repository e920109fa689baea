import { expect } from '@open-wc/testing';
import { ClashNames } from '../../../src/controllers/names/clash-names.js';
import { ProviderController } from '../../../src/controllers/provider-controller.js';
import { knownSkus } from '../../../src/emulator/index.js';
import { DrawnHost, showInTenant } from '../../support/drawn-host.js';
import type { TenantPage, TenantParameters } from '../../support/in-tenant.js';
import { portalDesktops } from '../../support/portal-desktops.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';

const create = (host: DrawnHost, isNeeded: () => boolean): ClashNames =>
  new ClashNames(host, new ProviderController(host), isNeeded);

const { skuId } = knownSkus.POWER_BI_PRO;
const powerBiApp = '70d33638-9c74-4d01-bfd3-562de28bd4ba';
const service = { providerId: 'desktops', serviceId: 'virtual-desktops' };
const desktop = { ...service, optionId: 'power' };

const asIds = `${skuId} | ${powerBiApp} | virtual-desktops | power | virtual-desktops | none`;
const asNames =
  'Power BI Pro | Power BI Pro | Virtual desktops (Power, 4 vCPU) | Power, 4 vCPU | Virtual desktops | none';

interface Shown {
  readonly host: DrawnHost;
  readonly page: TenantPage;
  readonly traffic: TrafficWatch;
  /** From now on, or no longer, there is a clash. */
  readonly clash: (isNeeded: boolean) => void;
  /** How often the portal was asked which services there are. */
  readonly listed: () => number;
}

/** An element that names what a clash may be about. */
async function show(parameters: TenantParameters = {}, plan: string = skuId): Promise<Shown> {
  let isNeeded = false;
  let listed = 0;
  const host = new DrawnHost();
  const names = create(host, () => isNeeded);
  host.draw = () =>
    [
      names.plan(plan),
      names.app(powerBiApp),
      names.service(desktop),
      names.option(desktop),
      names.service(service),
      names.option(service) ?? 'none',
    ].join(' | ');
  const traffic = new TrafficWatch();
  const desktops = portalDesktops();
  const page = await showInTenant(host, {
    tenant: 'contoso',
    users: 20,
    ...parameters,
    serviceProviders: [
      {
        ...desktops,
        list: (options) => {
          listed += 1;
          return desktops.list(options);
        },
      },
    ],
    prepare: async (prepared) => {
      traffic.attach(prepared);
      await parameters.prepare?.(prepared);
    },
  });
  const clash = (needed: boolean): void => {
    isNeeded = needed;
    host.requestUpdate();
  };
  await until(() => host.text !== '' && page.provider.graph, 'signed in');
  await host.updateComplete;
  return { host, page, traffic, clash, listed: () => listed };
}

describe('ClashNames', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows ids and asks nothing while there is no clash, then reads what they are called', async () => {
    const { host, traffic, clash, listed } = await show();
    host.requestUpdate();
    await host.updateComplete;
    expect(host.text).to.equal(asIds);
    expect([traffic.count(/^\/subscribedSkus/), listed()]).to.deep.equal([0, 0]);
    clash(true);
    await until(() => host.text === asNames, 'the names');
    expect([traffic.count(/^\/subscribedSkus/), listed()]).to.deep.equal([1, 1]);
  });

  it('asks no more once the clash is settled', async () => {
    const { host, page, traffic, clash, listed } = await show();
    clash(true);
    await until(() => host.text === asNames, 'the names');
    clash(false);
    await until(() => host.text === asIds, 'nothing is named');
    await page.provider.graph?.refresh('plans', 'services');
    expect([traffic.count(/^\/subscribedSkus/), listed()]).to.deep.equal([1, 1]);
  });

  it('names a plan that the tenant lists no more as the team remembers it', async () => {
    const former = '00000000-0000-4000-8000-00000000f0e5';
    const counts = { total: 1, assigned: 0, expiringSoon: 0, suspended: 0 };
    const { host, clash } = await show(
      {
        prepare: ({ store }) =>
          store.insights.putSnapshot({
            date: '2026-05-01',
            plans: [{ skuId: former, skuPartNumber: 'OUR_OLD_PLAN', ...counts }],
          }),
      },
      former,
    );
    expect(host.text).to.match(new RegExp(`^${former} `));
    clash(true);
    await until(() => host.text.startsWith('OUR_OLD_PLAN |'), 'the former name');
  });

  it('shows ids again when the administrator signs out', async () => {
    const { host, page, clash } = await show();
    clash(true);
    await until(() => host.text === asNames, 'the names');
    await page.auth.signOut();
    await until(() => host.text === asIds, 'nothing is named');
  });
});
