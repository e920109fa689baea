import type { ConnectorEntity, ConnectorGroupEntity } from '../entities.js';
import type { Tenant } from '../tenant.js';

const sites = [
  { name: 'Seattle', region: 'nam', network: '203.0.113' },
  { name: 'München', region: 'eur', network: '198.51.100' },
  { name: 'Hyderabad', region: 'ind', network: '192.0.2' },
] as const;

/** Two machines per resource location, for high availability; the last location runs on one, which is worth a warning. */
export function generateConnectors(tenant: Tenant): void {
  for (const publishingType of ['applicationProxy', 'provisioning', 'authentication']) {
    const present = publishingType === 'authentication' ? sites.slice(0, 1) : sites;
    present.forEach((site, index) =>
      tenant.connectorGroups.push({
        id: tenant.random.guid(),
        name: site.name,
        isDefault: index === 0,
        publishingType,
        region: site.region,
        members: [1, 2].map((number) => createMachine(tenant, site, number, index === sites.length - 1)),
      } satisfies ConnectorGroupEntity),
    );
  }
}

function createMachine(
  tenant: Tenant,
  site: (typeof sites)[number],
  number: number,
  degraded: boolean,
): ConnectorEntity {
  const place = site.name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .slice(0, 3)
    .toUpperCase();
  return {
    id: tenant.random.guid(),
    machineName: `${place}-CONN-0${number}.corp.${tenant.defaultDomain}`,
    externalIp: `${site.network}.${10 + number}`,
    status: degraded && number === 2 ? 'inactive' : 'active',
    version: '1.5.4522.0',
  };
}
