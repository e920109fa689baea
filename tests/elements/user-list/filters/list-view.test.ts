import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  licenseSources,
  readView,
  withoutSearch,
  writeView,
  type ListView,
} from '../../../../src/elements/user-list/filters/list-view.js';
import { userStates } from '../../../../src/elements/user-list/judge-user.js';

const anyId = fc.uuid();
const filled = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { minLength: 1, maxLength: 4 });
const inOrder = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const yesNo = fc.constantFrom('yes' as const, 'no' as const);
const anyView: fc.Arbitrary<ListView> = fc.record({
  filters: fc.record(
    {
      text: fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => text.trim() || 'x'),
      plans: filled(anyId),
      sources: inOrder(licenseSources),
      states: inOrder(userStates),
      departments: filled(fc.string({ unit: 'grapheme' })),
      countries: filled(fc.constantFrom('DE', 'US', 'CH', '')),
      workspaces: filled(anyId),
      licensed: yesNo,
      enabled: yesNo,
      synced: yesNo,
    },
    { requiredKeys: [] },
  ),
  columns: fc.option(
    fc.uniqueArray(
      fc.oneof(
        fc.constantFrom('department' as const, 'state' as const, 'jobTitle' as const),
        anyId.map((id) => `plan:${id}` as const),
      ),
      { minLength: 1 },
    ),
    { nil: undefined },
  ),
  order: fc.record({
    by: fc.oneof(
      fc.constantFrom('name' as const, 'jobTitle' as const, 'country' as const, 'state' as const),
      anyId.map((id) => `plan:${id}` as const),
    ),
    descending: fc.boolean(),
  }),
});

describe('the view of a list as text', () => {
  it('is read as it was written', () =>
    fc.assert(
      fc.property(anyView, (view) => {
        expect(readView(writeView(view))).to.deep.equal(view);
      }),
    ));

  it('is read behind ? and #, as it stands in an address', () => {
    const { filters } = readView('?state=error&department=R%26D&department=Sales');
    expect(filters).to.deep.equal({ states: ['error'], departments: ['R&D', 'Sales'] });
    expect(readView('#sort=-department').order).to.deep.equal({ by: 'department', descending: true });
  });

  it('leaves out what nobody could have chosen, and never fails', () => {
    const hostile =
      'state=root&source=x&country=<b>&columns=onload plan:<i> state&sort=__proto__&licensed=maybe&constructor=1';
    expect(readView(hostile)).to.deep.equal({
      filters: {},
      columns: ['state'],
      order: { by: 'name', descending: false },
    });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readView(text).filters).to.be.an('object');
      }),
    );
  });

  it('is empty when nothing is chosen', () => {
    const nothing = { columns: undefined, order: { by: 'name', descending: false } } as const;
    expect(writeView({ ...nothing, filters: {} })).to.equal('');
    expect(writeView({ ...nothing, filters: { text: ' ', plans: [] } })).to.equal('');
  });

  it('can be had without the search, which may name a person', () => {
    const view = readView('q=ann+smith&state=error&sort=state');
    expect(writeView(withoutSearch(view))).to.equal('state=error&sort=state');
  });
});
