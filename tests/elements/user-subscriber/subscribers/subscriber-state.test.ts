import { describe, it } from 'node:test';
import { expect } from 'chai';
import { licenseState } from '../../../../src/elements/user-subscriber/subscribers/subscriber-state.js';
import { makeLicense, makeUser } from '../../../insights/waste-fixture.js';

describe('what a subscriber lacks of what was published', () => {
  it('is told where a license is missing or fails', () => {
    expect(licenseState(makeUser('u', { licenses: [makeLicense('E1')] }), ['E1'])).to.equal(undefined);
    expect(licenseState(makeUser('u'), ['E1'])).to.equal('incomplete');
    const failed = makeLicense('E1', { state: 'Error' });
    expect(licenseState(makeUser('u', { licenses: [failed] }), ['E1'])).to.equal('license-error');
  });

  it('is not told of somebody whose licenses are unknown', () => {
    expect(licenseState(makeUser('u', { licensesUnknown: true }), ['E1'])).to.equal(undefined);
  });
});
