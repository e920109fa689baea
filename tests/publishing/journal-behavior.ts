import { expect } from 'chai';
import fc from 'fast-check';
import type { Journal, JournalEntry, RecordedChange } from '../../src/publishing/journal.js';
import { createMemoryJournal } from '../../src/publishing/memory-journal.js';

export const tenantId = 'contoso';

/** The entry that starts a publish. */
export function started(
  publishId: string,
  { workspaceId = 'ws', startedAt = '2026-01-15T09:00:00.000Z' } = {},
): JournalEntry {
  return {
    kind: 'started',
    head: {
      schemaVersion: 1,
      publishId,
      tenantId,
      workspaceId,
      workspaceName: 'Sales desk',
      kind: 'publish',
      reverts: false,
      route: 'direct',
      by: 'adele',
      startedAt,
      changeCount: 1,
      blockedCount: 0,
    },
  };
}

/** The entry that ends a publish. */
export function finished(at = '2026-01-15T09:05:00.000Z'): JournalEntry {
  return {
    kind: 'finished',
    at,
    end: 'completed',
    counts: { applied: 1, failed: 0, notAttempted: 0, skipped: 0 },
  };
}

/** The entry that says what one user got and lost. */
export function outcome(
  userId: string,
  given: readonly string[],
  taken: readonly string[] = [],
): JournalEntry {
  return {
    kind: 'outcomes',
    outcomes: [{ userId, status: 'applied', at: '2026-01-15T09:01:00.000Z', given, taken }],
  };
}

export function planned(count: number): JournalEntry {
  const changes = Array.from({ length: count }, (_, index): RecordedChange => ({
    userId: `user-${index}`,
    addLicenses: [{ skuId: 'power-bi', disabledPlans: ['app'] }],
    removeLicenses: [],
    changedPlans: [],
    addServices: [{ providerId: 'desktops', serviceId: 'standard' }],
    removeServices: [],
    before: { licenses: [], services: [], usageLocation: 'US' },
    wave: 0,
  }));
  return { kind: 'planned', changes };
}

interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

const sorted = (grants: readonly unknown[]): string[] => grants.map((grant) => JSON.stringify(grant)).sort();
const idsOf = async (journal: Journal): Promise<string[]> =>
  (await journal.list()).map(({ head }) => head.publishId);

/** What holds for every journal. `create` makes an empty one, with a second connection to the same. */
export function describeJournal(
  { describe, it }: Runner,
  name: string,
  create: () => { readonly journal: Journal; readonly again: Journal },
): void {
  describe(`${name} as a journal`, () => {
    it('gives back every entry, in order, to whoever opens it again', async () => {
      const { journal, again } = create();
      const entries: JournalEntry[] = [started('one'), planned(3), outcome('user-1', ['power-bi'])];
      await journal.append('one', entries);
      await again.append('one', [finished()]);
      expect(await journal.read('one')).to.deep.equal([...entries, finished()]);
      expect(await again.read('unknown')).to.deep.equal([]);
    });

    it('lists the publish that was started last first, whatever the clock said', async () => {
      const { journal, again } = create();
      const ids = ['c', 'a', 'd', 'b'];
      for (const [index, id] of ids.entries())
        await (index % 2 ? journal : again).append(id, [
          started(id, { startedAt: index === 2 ? '2026-01-14T09:00:00.000Z' : '2026-01-15T09:00:00.000Z' }),
        ]);
      await journal.append('a', [finished()]);
      expect(await idsOf(journal)).to.deep.equal([...ids].reverse());
      expect(await idsOf(again)).to.deep.equal([...ids].reverse());
    });

    it('knows how a publish ended, and by its last end', async () => {
      const { journal } = create();
      await journal.append('one', [started('one')]);
      expect((await journal.list())[0]).not.to.have.property('finished');
      await journal.append('one', [finished()]);
      await journal.append('one', [finished('2026-01-16T00:00:00.000Z')]);
      expect((await journal.list())[0]?.finished?.at).to.equal('2026-01-16T00:00:00.000Z');
    });

    it('keeps nothing of what it could not keep whole', async () => {
      const { journal } = create();
      const refused = await journal.append('one', [planned(1)]).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(refused).to.be.instanceOf(Error);
      expect(await journal.read('one')).to.deep.equal([]);
      expect(await journal.list()).to.deep.equal([]);
    });

    it('forgets what finished before a date, and keeps what it gave', async () => {
      const { journal, again } = create();
      await journal.append('old', [
        started('old'),
        outcome('ann', ['power-bi']),
        finished('2026-01-01T00:00:00Z'),
      ]);
      await journal.append('open', [started('open')]);
      await journal.append('new', [started('new'), finished('2026-02-01T00:00:00Z')]);
      expect(await again.prune('2026-01-20T00:00:00Z')).to.equal(1);
      expect(await idsOf(journal)).to.deep.equal(['new', 'open']);
      expect(await journal.read('old')).to.deep.equal([]);
      expect(await journal.grants()).to.deep.equal([{ workspaceId: 'ws', userId: 'ann', key: 'power-bi' }]);
      await journal.append('newest', [started('newest')]);
      expect(await idsOf(again)).to.deep.equal(['newest', 'new', 'open']);
    });

    it('knows who gave what after any publishes, as the one in memory does', async () => {
      const name = fc.constantFrom('a', 'b', 'c');
      const anyEntry: fc.Arbitrary<JournalEntry> = fc.oneof(
        fc
          .record({ userId: name, given: fc.subarray(['x', 'y']), taken: fc.subarray(['x', 'y']) })
          .map(({ userId, given, taken }) => outcome(userId, given, taken)),
        fc
          .record({
            action: fc.constantFrom('claim' as const, 'drop' as const),
            workspaceId: fc.constantFrom('ws', 'other'),
            userId: name,
            key: fc.constantFrom('x', 'y'),
          })
          .map((change): JournalEntry => ({ kind: 'ledger', changes: [change] })),
      );
      const anyPublish = fc.record({
        workspaceId: fc.constantFrom('ws', 'other', 'third'),
        entries: fc.array(anyEntry, { maxLength: 5 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(anyPublish, { maxLength: 6 }), async (publishes) => {
          const { journal, again } = create();
          const model = createMemoryJournal();
          for (const [index, { workspaceId, entries }] of publishes.entries())
            for (const each of [journal, model])
              await each.append(`${index}`, [started(`${index}`, { workspaceId }), ...entries]);
          expect(sorted(await again.grants())).to.deep.equal(sorted(await model.grants()));
        }),
        { numRuns: 30 },
      );
    });
  });
}
