import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createEmulator, tenantPresets, VirtualClock, type TenantName } from '../../../src/emulator/index.js';
import { places } from '../../../src/emulator/tenant/people/places/index.js';
import { startEmulator, type TestEmulator } from '../../support/emulator.js';
import { readItems } from '../../support/graph-answers.js';

interface Person {
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly department: string | null;
}

async function readPage<T>(
  test: TestEmulator,
  path: string,
): Promise<{ items: T[]; next: string | undefined }> {
  const page = await test.call('GET', path, { headers: { ConsistencyLevel: 'eventual' } });
  return { items: readItems<T>(page), next: (page.body as Record<string, string>)['@odata.nextLink'] };
}

async function readAll<T>(test: TestEmulator, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let next: string | undefined = path; next;) {
    const page: Awaited<ReturnType<typeof readPage<T>>> = await readPage<T>(test, next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

const readPeople = (test: TestEmulator): Promise<Person[]> =>
  readAll(test, '/users?$top=999&$select=id,displayName,givenName,surname,userPrincipalName,department');

const readGroups = (test: TestEmulator): Promise<{ readonly displayName: string }[]> =>
  readAll(test, '/groups?$top=999&$select=id,displayName');

/** Words of one script, with apostrophes and hyphens inside them. */
const plausible = ['Latin', 'Han', 'Hiragana', 'Hebrew', 'Arabic'].map(
  (script) => new RegExp(`^\\p{sc=${script}}[\\p{sc=${script}}\\p{M}々'’ -]*$`, 'u'),
);
/** Given name and surname of a Japanese may be in two of its scripts. */
plausible.push(/^[\p{sc=Han}\p{sc=Hiragana}々 ]+$/u);

function isPlausible(name: string): boolean {
  return name.length <= 40 && name === name.normalize('NFC') && plausible.some((words) => words.test(name));
}

describe('the people of a generated tenant', () => {
  const visible = (Object.keys(tenantPresets) as TenantName[]).filter((name) => name !== 'hostile');
  for (const tenant of visible)
    it(`have names in ${tenant} that people have`, async () => {
      for (const seed of [1, 2]) {
        const people = await readPeople(startEmulator({ tenant, seed }));
        for (const { displayName, givenName, surname } of people)
          for (const name of [displayName, givenName ?? 'none', surname ?? 'none'])
            expect(name).to.satisfy(isPlausible);
      }
    });

  for (const tenant of visible)
    it(`are in groups and departments in ${tenant} that companies have`, async () => {
      const test = startEmulator({ tenant });
      const [groups, people] = [await readGroups(test), await readPeople(test)];
      for (const name of [
        ...groups.map(({ displayName }) => displayName),
        ...people.map(({ department }) => department ?? 'none'),
      ])
        expect(name).to.match(/^[\p{sc=Latin}0-9&()/ -]+$/u);
    });

  it('are hostile only where that was asked for, and there of every kind', async () => {
    const test = startEmulator({ tenant: 'hostile' });
    const names = (await readPeople(test)).map(({ displayName }) => displayName);
    const kinds = {
      markup: /<script>/,
      formula: /^=HYPERLINK\(/,
      quote: /'\)/,
      rightToLeftOverride: /\u202E/,
      zeroWidth: /\u200B.*\uFEFF/,
      address: /^javascript:/,
      long: /^.{256}$/,
    };
    for (const [kind, pattern] of Object.entries(kinds))
      expect(
        names.some((name) => pattern.test(name)),
        kind,
      ).to.equal(true);
    const groups = await readGroups(test);
    expect(groups.some(({ displayName }) => displayName.includes('<img'))).to.equal(true);
  });

  for (const seed of [1, 2, 3, 4, 5])
    it(`are not called alike, with seed ${seed}`, async () => {
      const test = startEmulator({ tenant: 'contoso', users: 1000, seed });
      const people = await readPeople(test);
      const uses = new Map<string, number>();
      for (const { displayName } of people) uses.set(displayName, (uses.get(displayName) ?? 0) + 1);
      expect(Math.max(...uses.values())).to.be.at.most(3);
      const lists: Person[][] = [people];
      for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
        const query = `$select=id,displayName&$count=true&$orderby=displayName&$filter=startsWith(displayName,'${letter}')`;
        lists.push((await readPage<Person>(test, `/users?$top=50&${query}`)).items);
      }
      for (const list of lists)
        for (const [index, { displayName }] of list.entries())
          expect(displayName).not.to.equal(list[index + 1]?.displayName);
    });

  it('have addresses of their own, also where many are called alike', async () => {
    const { users } = createEmulator({ tenant: 'contoso', users: 20_000, clock: new VirtualClock() }).state();
    expect(new Set(users.map(({ userPrincipalName }) => userPrincipalName.toLowerCase())).size).to.equal(
      20_000,
    );
  });

  for (const { country, given, surnames } of places)
    it(`have names of ${country} that make addresses, each listed once`, () => {
      for (const parts of [given, surnames]) {
        expect(parts.length).to.be.at.least(30);
        expect(new Set(parts.map(({ text }) => text)).size).to.equal(parts.length);
        for (const { text, ascii } of parts) expect(ascii, text).to.match(/^[a-z][a-z'-]*$/);
      }
    });
});
