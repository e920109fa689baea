import { describe, it } from 'node:test';
import { expect } from 'chai';
import { coversScope, explainForbidden } from '../../src/auth/forbidden.js';

const licenseAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';

describe('explainForbidden', () => {
  it('names the permission that the token lacks', () => {
    const granted = ['User.Read', 'LicenseAssignment.Read.All'];
    expect(
      explainForbidden(
        granted,
        ['LicenseAssignment.ReadWrite.All'],
        [licenseAdministrator],
        [licenseAdministrator],
      ),
    ).to.deep.equal({ reason: 'scope', scopes: ['LicenseAssignment.ReadWrite.All'] });
  });

  it('names the roles when the permission is there', () => {
    expect(
      explainForbidden(
        ['LicenseAssignment.ReadWrite.All'],
        ['LicenseAssignment.ReadWrite.All'],
        [globalReader],
        [licenseAdministrator],
      ),
    ).to.deep.equal({ reason: 'role', roleIds: [licenseAdministrator] });
  });

  it('claims no reason when both are there, or no role is known to be needed', () => {
    const scopes = ['User.Read.All'];
    expect(
      explainForbidden(scopes, scopes, [globalReader], [licenseAdministrator, globalReader]),
    ).to.deep.equal({
      reason: 'unknown',
    });
    expect(explainForbidden(scopes, scopes, [], [])).to.deep.equal({ reason: 'unknown' });
  });

  it('knows which permissions contain others', () => {
    expect(coversScope(['Directory.ReadWrite.All'], 'LicenseAssignment.Read.All')).to.equal(true);
    expect(coversScope(['User.Read.All'], 'User.ReadWrite.All')).to.equal(false);
    expect(coversScope([], 'User.Read')).to.equal(false);
  });
});
