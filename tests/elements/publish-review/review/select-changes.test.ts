import { describe, it } from 'node:test';
import { expect } from 'chai';
import { selectChanges } from '../../../../src/elements/publish-review/review/render-changes.js';
import type { UserChange } from '../../../../src/model/publish/change-set.js';

const person = (userId: string, displayName: string, department: string): UserChange => ({
  userId,
  displayName,
  userPrincipalName: `${userId}@contoso.com`,
  department,
  steps: [],
  needs: [],
  frees: [],
  wave: 0,
  before: { licenses: [], services: [] },
});
const changes = [person('jm', 'Jürgen Müller', 'Büro'), person('as', 'Adam Smith', 'Sales')];
const find = (search: string): readonly string[] =>
  selectChanges(changes, [], search, 'any', undefined).map(({ userId }) => userId);

describe('a search among the changes of a publish', () => {
  it('finds a name without its accents, and a department with it', () => {
    expect(find('muller')).to.deep.equal(['jm']);
    expect(find('buro MÜLLER')).to.deep.equal(['jm']);
    expect(find('smith buro')).to.deep.equal([]);
  });
});
