import { describe, it } from 'node:test';
import { describeStore } from '../../../src/store/contract/index.js';
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
