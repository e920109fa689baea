import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Entitlement } from '../../../src/model/holding/entitlement.js';
import { grantKey, type Grant } from '../../../src/model/holding/grant.js';
import type { Holder } from '../../../src/model/holding/holder.js';
import {
  foldGrants,
  listSubjects,
  subjectKey,
  type GrantingPublish,
} from '../../../src/store/journal/fold-grants.js';
import type { Claim, JournalEntry, Settlement } from '../../../src/store/journal/journal-entry.js';

const at = '2026-03-01T09:00:00.000Z';
const holder: Holder = { kind: 'user', userId: 'megan' };
const entitlement: Entitlement = { kind: 'plan', skuId: 'e3' };
const sales: GrantingPublish = { publishId: 'p1', workspaceId: 'sales' };
const desk: GrantingPublish = { publishId: 'p2', workspaceId: 'desk' };
const reclaim: GrantingPublish = { publishId: 'p3' };

function giving(about: Holder = holder, what: Entitlement = entitlement): Claim {
  return { holder: about, step: 'write-licenses', gives: [what], takes: [] };
}

function taking(about: Holder = holder, what: Entitlement = entitlement): Claim {
  return { holder: about, step: 'write-licenses', gives: [], takes: [what] };
}

function claimed(...claims: readonly Claim[]): JournalEntry {
  return { kind: 'claimed', at, claims };
}

function settled(
  claim: Claim,
  end: Partial<Pick<Settlement, 'given' | 'taken' | 'open'>> = {},
): JournalEntry {
  return { kind: 'settled', at, settlements: [{ ...claim, given: [], taken: [], open: [], ...end }] };
}

function grant(state: Grant['state'], { publishId, workspaceId = '' }: GrantingPublish): Grant {
  return { workspaceId, holder, entitlement, state, publishId };
}

describe('foldGrants', () => {
  const cases: readonly (readonly [
    what: string,
    before: readonly Grant[],
    publish: GrantingPublish,
    entries: readonly JournalEntry[],
    after: readonly Grant[],
  ])[] = [
    ['a claim that gives', [], sales, [claimed(giving())], [grant('giving', sales)]],
    [
      'what was given',
      [],
      sales,
      [claimed(giving()), settled(giving(), { given: [entitlement] })],
      [grant('given', sales)],
    ],
    [
      'what nobody knows',
      [],
      sales,
      [claimed(giving()), settled(giving(), { open: [entitlement] })],
      [grant('giving', sales)],
    ],
    ['what came to nothing', [], sales, [claimed(giving()), settled(giving())], []],
    [
      'what is given already',
      [grant('given', sales)],
      { ...sales, publishId: 'p9' },
      [claimed(giving())],
      [{ ...grant('given', sales), publishId: 'p9' }],
    ],
    [
      'what is given already and came to nothing',
      [grant('given', sales)],
      sales,
      [claimed(giving()), settled(giving())],
      [grant('given', sales)],
    ],
    [
      'what another workspace gives too',
      [grant('given', desk)],
      sales,
      [claimed(giving())],
      [grant('given', desk), grant('giving', sales)],
    ],
    [
      'a claim that takes, from every workspace',
      [grant('given', sales), grant('given', desk)],
      reclaim,
      [claimed(taking())],
      [grant('taking', { ...sales, publishId: 'p3' }), grant('taking', { ...desk, publishId: 'p3' })],
    ],
    [
      'what was taken, from every workspace',
      [grant('given', sales), grant('given', desk)],
      reclaim,
      [claimed(taking()), settled(taking(), { taken: [entitlement] })],
      [],
    ],
    [
      'what was not taken',
      [grant('given', sales)],
      sales,
      [claimed(taking()), settled(taking())],
      [grant('given', sales)],
    ],
    [
      'what is about no workspace',
      [],
      reclaim,
      [claimed(giving()), settled(giving(), { given: [entitlement] })],
      [],
    ],
    [
      'an earlier claim that is open, when a later one came to nothing',
      [grant('giving', { ...sales, publishId: 'p0' })],
      sales,
      [claimed(giving()), settled(giving())],
      [grant('giving', sales)],
    ],
    ['an open claim that was found to be nothing', [grant('giving', sales)], sales, [settled(giving())], []],
    [
      'what is settled by another publish',
      [grant('giving', sales)],
      { ...sales, publishId: 'p9' },
      [settled(giving(), { given: [entitlement] })],
      [{ ...grant('given', sales), publishId: 'p9' }],
    ],
  ];
  for (const [what, before, publish, entries, after] of cases)
    it(`knows ${what}`, () => {
      expect(foldGrants(before, publish, entries)).to.deep.equal(after);
    });

  it('keeps apart two steps of one kind for one person', () => {
    const [small, large]: [Entitlement, Entitlement] = [
      { kind: 'service', providerId: 'desktops', serviceId: 'small' },
      { kind: 'service', providerId: 'desktops', serviceId: 'large' },
    ];
    const [first, second] = [giving(holder, small), giving(holder, large)];
    const entries = [claimed(first, second), settled(first, { given: [small] })];
    const states = foldGrants([], sales, entries).map(({ state }) => state);
    expect(states).to.deep.equal(['given', 'giving']);
  });

  it('notes what is adopted, first seen missing, and dropped', () => {
    const about = { holder, entitlement, workspaceId: 'sales' };
    const note = (...notes: Extract<JournalEntry, { kind: 'noted' }>['notes']): JournalEntry => ({
      kind: 'noted',
      notes,
    });
    const missing = { ...about, action: 'missing' as const };
    const adopted = foldGrants([], reclaim, [note({ ...about, action: 'adopt' })]);
    expect(adopted).to.deep.equal([{ ...about, state: 'given', publishId: 'p3' }]);
    const later = '2026-03-02T09:00:00.000Z';
    const seen = foldGrants(adopted, reclaim, [note({ ...missing, at }), note({ ...missing, at: later })]);
    expect(seen).to.deep.equal([{ ...about, state: 'given', publishId: 'p3', missingSince: at }]);
    expect(foldGrants(seen, reclaim, [note({ ...about, action: 'adopt' })])).to.deep.equal(adopted);
    expect(foldGrants(seen, reclaim, [note({ ...about, action: 'drop' })])).to.deep.equal([]);
  });
});

const people = ['megan', 'alex', 'joni'].map((userId): Holder => ({ kind: 'user', userId }));
const things: readonly Entitlement[] = [
  { kind: 'plan', skuId: 'e3' },
  { kind: 'service', providerId: 'desktops', serviceId: 'large' },
  { kind: 'membership', groupId: 'g1' },
];
const publishOf = fc.constantFrom(sales, desk, reclaim, { publishId: 'p4', workspaceId: 'sales' });
const subjectOf = fc.record({ holder: fc.constantFrom(...people), entitlement: fc.constantFrom(...things) });

/** Any entry about one subject. */
const entryOf = fc
  .record({ subject: subjectOf, act: fc.nat(7), workspaceId: fc.constantFrom('sales', 'desk') })
  .map(({ subject, act, workspaceId }): JournalEntry => {
    const { holder: about, entitlement: what } = subject;
    const claim = act % 2 === 0 ? giving(about, what) : taking(about, what);
    switch (act) {
      case 0:
      case 1:
        return claimed(claim);
      case 2:
      case 3:
        return settled(claim, act === 2 ? { given: [what] } : { taken: [what] });
      case 4:
      case 5:
        return settled(claim);
      default:
        return { kind: 'noted', notes: [{ ...subject, action: act === 6 ? 'adopt' : 'drop', workspaceId }] };
    }
  });

const byKey = (grants: readonly Grant[]): readonly Grant[] =>
  [...grants].sort((a, b) => (grantKey(a) < grantKey(b) ? -1 : 1));

describe('foldGrants always', () => {
  it('comes to the same whatever the order of entries about different subjects', () => {
    const history = fc.array(fc.record({ publish: publishOf, entry: entryOf }), { maxLength: 12 });
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (entries, ranks) => {
        const fold = (all: typeof entries): readonly Grant[] =>
          byKey(
            all.reduce<readonly Grant[]>(
              (grants, { publish, entry }) => foldGrants(grants, publish, [entry]),
              [],
            ),
          );
        // Entries of one subject keep their order among themselves; subjects come in any.
        const aboutOf = (entry: JournalEntry): string => listSubjects(entry).map(subjectKey)[0] ?? '';
        const rank = (entry: JournalEntry): number =>
          ranks[entries.findIndex((each) => aboutOf(each.entry) === aboutOf(entry))] ?? 0;
        const moved = [...entries].sort((a, b) => rank(a.entry) - rank(b.entry));
        expect(fold(moved)).to.deep.equal(fold(entries));
      }),
    );
  });

  it('leaves what an entry is not about as the same objects', () => {
    fc.assert(
      fc.property(fc.array(entryOf, { maxLength: 8 }), entryOf, publishOf, (history, entry, publish) => {
        const before = foldGrants([], sales, history);
        const about = new Set(listSubjects(entry).map(subjectKey));
        const others = before.filter((each) => !about.has(subjectKey(each)));
        expect(foldGrants(before, publish, [entry])).to.include.members(others);
      }),
    );
  });

  it('has a grant for all that the tenant may have from a workspace, wherever publishes crashed', () => {
    // One person and plan; each publish claims, writes, and may learn how it ended, or crash before it is settled.
    const attempt = fc.record({
      workspaceId: fc.constantFrom('sales', 'desk'),
      gives: fc.boolean(),
      tookEffect: fc.boolean(),
      ends: fc.constantFrom('known', 'open', 'crashed' as const),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 10 }), (attempts) => {
        let grants: readonly Grant[] = [];
        const holding = new Set<string>();
        attempts.forEach(({ workspaceId, gives, tookEffect, ends }, index) => {
          const publish = { publishId: `p${index}`, workspaceId };
          const claim = gives ? giving() : taking();
          grants = foldGrants(grants, publish, [claimed(claim)]);
          if (tookEffect && gives) holding.add(workspaceId);
          if (tookEffect && !gives) holding.clear();
          expect(grants.map((each) => each.workspaceId)).to.include.members([...holding]);
          if (ends === 'crashed') return;
          const known = gives ? { given: [entitlement] } : { taken: [entitlement] };
          const end = ends === 'open' ? { open: [entitlement] } : tookEffect ? known : {};
          grants = foldGrants(grants, publish, [settled(claim, end)]);
          expect(grants.map((each) => each.workspaceId)).to.include.members([...holding]);
        });
      }),
      { numRuns: 500 },
    );
  });
});
