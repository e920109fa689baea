import { after, before, describe, it } from 'node:test';
import { describeStore, type Ability } from '../../../src/store/contract/index.js';
import { createTeam } from './portal-team.js';
import { servers, type TestServer } from './servers.js';

/** What a database in this process cannot go through is that nobody reaches it. */
const abilities: readonly Ability[] = ['crash', 'spoil', 'break-off', 'full', 'cleared'];

for (const [name, start] of servers)
  describe(`a store on ${name}`, () => {
    let server: TestServer;
    before(async () => {
      server = await start();
    });
    after(() => server.stop());
    describeStore({ describe, it }, 'keeps the contract', () => createTeam(server), {
      abilities: name === 'PGlite' ? abilities : [...abilities, 'blocked', 'missing'],
      large: name === 'PostgreSQL',
    });
  });
