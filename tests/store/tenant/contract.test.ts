import { describe, it } from 'node:test';
import { describeStore } from '../../../src/store/contract/index.js';
import { largeCases } from '../../../src/store/contract/large-cases.js';
import { startTeam } from './teams.js';

describeStore({ describe, it }, 'tenantStore', () => startTeam(), {
  abilities: ['crash', 'spoil', 'break-off'],
});

describeStore(
  { describe, it },
  'tenantStore where reads lag 45 seconds behind and everybody waits for that',
  () => startTeam({ lagMs: 45_000 }),
  { abilities: ['crash', 'spoil', 'break-off'] },
);

describe('tenantStore in a large tenant', () => {
  for (const { name, run } of largeCases) it(name, async () => run(await startTeam({ users: 101_000 })));
});
