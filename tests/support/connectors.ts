import type { ResourceLocation } from '../../src/model/connector.js';
import type { ConnectorSource } from '../../src/services/connectors.js';

/** A source as a portal with connectors of its own has it, with everything that can be wrong. */
const portalLocations: readonly ResourceLocation[] = [
  {
    id: 'fra',
    name: 'Frankfurt',
    connectors: [
      { id: 'fra-1', machineName: 'FRA-CON-01', active: true, version: '6.44' },
      { id: 'fra-2', machineName: 'FRA-CON-02', active: true, version: '6.44' },
      { id: 'fra-3', machineName: 'FRA-CON-03', active: false, version: '6.39' },
    ],
  },
  {
    id: 'chi',
    name: 'Chicago',
    connectors: [
      { id: 'chi-1', machineName: 'CHI-CON-01', active: true, version: '6.44' },
      { id: 'chi-2', machineName: 'CHI-CON-02', active: false, version: '6.39' },
    ],
  },
  { id: 'osl', name: 'Oslo', connectors: [{ id: 'osl-1', machineName: 'OSL-CON-01', active: false }] },
];

export const portalConnectors: ConnectorSource = { list: () => Promise.resolve(portalLocations) };
