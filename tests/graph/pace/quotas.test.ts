import { describe, it } from 'node:test';
import { expect } from 'chai';
import { getReadCosts } from '../../../src/graph/pace/quotas.js';

describe('getReadCosts', () => {
  for (const [path, units] of [
    ['/users', 2],
    ['/users?$select=id', 1],
    ['/users?$top=10', 1],
    ['/users?$select=id&$top=10', 1],
    ['/users?$expand=manager', 3],
    ['/users/delta', 2],
    ['/users/1', 1],
    ['/users/1/licenseDetails', 2],
    ['/me/transitiveMemberOf/microsoft.graph.directoryRole', 2],
    ['/subscribedSkus', 3],
    ['/groups/1/members?$select=id&$top=999', 2],
    ['/groups/1/transitiveMembers', 5],
    ['/organization', 1],
  ] as const)
    it(`counts ${units} for ${path}`, () => {
      expect(getReadCosts({ version: 'v1.0', path })).to.deep.equal([['directory', units]]);
    });

  it('knows what has a quota of its own', () => {
    expect(getReadCosts({ version: 'v1.0', path: '/users?$select=id,signInActivity' })).to.deep.equal([
      ['directory', 1],
      ['signInActivity', 1],
    ]);
    expect(
      getReadCosts({ version: 'beta', path: "/reports/getOffice365ActiveUserDetail(period='D30')" }),
    ).to.deep.equal([['jsonReports', 1]]);
    expect(
      getReadCosts({ version: 'v1.0', path: "/reports/getOffice365ActiveUserDetail(period='D30')" }),
    ).to.deep.equal([['csvReports', 1]]);
    expect(getReadCosts({ version: 'v1.0', path: '/auditLogs/signIns' })).to.deep.equal([['auditLogs', 1]]);
  });
});
