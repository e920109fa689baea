import type { ContractCase } from './contract.js';
import { expectSame } from './expectations.js';
import { claimed, connectWithLease, giveClaim, publishId, settled, start } from './samples.js';

export const largeCases: readonly ContractCase[] = [
  {
    name: 'grants: keeps 100,000 of them',
    large: true,
    async run(store) {
      const { store: mine, hold } = await connectWithLease(store);
      await mine.journal.append(publishId, [start()], hold);
      for (let first = 0; first < 100_000; first += 500) {
        const claims = Array.from({ length: 500 }, (_, n) => giveClaim(first + n));
        await mine.journal.append(publishId, [claimed(...claims)], hold);
        await mine.journal.append(publishId, [settled('done', ...claims)], hold);
      }
      const grants = await mine.grants.list();
      expectSame(grants.length, 100_000, 'How many there are');
      expectSame(
        grants.every(({ state }) => state === 'given'),
        true,
        'Whether all are given',
      );
    },
  },
];
