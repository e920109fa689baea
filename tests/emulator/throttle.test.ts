import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/clock.js';
import { createThrottle, getResourceCost, type ThrottledCall } from '../../src/emulator/throttling/index.js';

function createQuota(users = 600) {
  const clock = new VirtualClock();
  return { clock, throttle: createThrottle({ clock, tenantUsers: () => users, mode: 'documented' }) };
}

function createCall(
  method: string,
  path: string,
  from: { app?: string; tenant?: string } = {},
): ThrottledCall {
  const [route = '', query = ''] = path.split('?');
  return {
    appId: from.app ?? 'app',
    tenantId: from.tenant ?? 'tenant',
    method,
    path: route,
    searchParams: new URLSearchParams(query),
  };
}

describe('resource units', () => {
  const costs = [
    ['GET', '/users', 2],
    ['GET', '/users?$select=id', 1],
    ['GET', '/users?$top=5', 1],
    ['GET', '/users?$select=id&$top=5', 1],
    ['GET', '/users?$expand=manager', 3],
    ['GET', '/users?$expand=manager&$select=id', 2],
    ['GET', '/users/1', 1],
    ['GET', '/subscribedSkus', 3],
    ['GET', '/me/licenseDetails', 2],
    ['GET', '/users/1/licenseDetails', 2],
    ['GET', '/groups', 1],
    ['GET', '/groups/1/members', 3],
    ['GET', '/groups/1/members?$select=id&$top=999', 2],
    ['GET', '/groups/1/members/microsoft.graph.user', 3],
    ['GET', '/groups/1/transitiveMembers', 5],
    ['GET', '/users/1/memberOf', 2],
    ['GET', '/me/transitiveMemberOf', 2],
    ['GET', '/servicePrincipals/1/appRoleAssignments', 2],
    ['GET', '/users/1/appRoleAssignments', 2],
    ['POST', '/directoryObjects/getByIds', 5],
    ['POST', '/directoryObjects/getByIds?$select=id', 2],
    ['POST', '/users/1/assignLicense', 1],
    ['PATCH', '/groups/1', 1],
  ] as const;
  for (const [method, path, units] of costs)
    it(`${method} ${path} costs ${units}`, () => {
      const { searchParams, path: route } = createCall(method, path);
      expect(getResourceCost(method, route, searchParams).units).to.equal(units);
    });

  it('count a write for everything but reads', () => {
    const query = new URLSearchParams();
    expect(getResourceCost('DELETE', '/groups/1', query).write).to.equal(true);
    expect(getResourceCost('GET', '/groups/1', query).write).to.equal(false);
    expect(getResourceCost('POST', '/directoryObjects/getByIds', query).write).to.equal(false);
  });
});

describe('createThrottle', () => {
  it('keeps the quotas of two apps in one tenant apart, but adds up their writes', () => {
    const { throttle } = createQuota();
    const write = (app: string) => throttle.charge(createCall('PATCH', '/users/1', { app }));
    for (const app of ['a', 'b', 'c', 'd', 'e', 'f'])
      for (let sent = 0; sent < 3000; sent += 1) expect(write(app).refused).to.equal(undefined);
    const refused = write('g').refused;
    expect(refused?.headers['x-ms-throttle-scope']).to.equal('Tenant/Write/g/tenant');
    expect(refused?.headers['x-ms-throttle-information']).to.equal('WriteLimitExceeded');
  });

  it('limits one app over all tenants to 35,000 writes in 5 minutes', () => {
    const { throttle } = createQuota();
    let passed = 0;
    for (let tenant = 0; tenant < 12; tenant += 1)
      for (let sent = 0; sent < 3000; sent += 1)
        if (!throttle.charge(createCall('PATCH', '/users/1', { tenant: String(tenant) })).refused)
          passed += 1;
    expect(passed).to.equal(35_000);
  });

  it('limits one app over all tenants to 150,000 resource units in 20 seconds', () => {
    const { throttle } = createQuota();
    let passed = 0;
    for (let tenant = 0; tenant < 19; tenant += 1)
      for (let sent = 0; sent < 1600; sent += 1)
        if (
          !throttle.charge(createCall('GET', '/groups/1/transitiveMembers', { tenant: String(tenant) }))
            .refused
        )
          passed += 1;
    expect(passed).to.equal(30_000);
  });

  it('tells the used share from 0.8 on, up to 1.8', () => {
    const { throttle } = createQuota(10);
    const shares: (number | undefined)[] = [];
    for (let sent = 0; sent < 7000; sent += 1)
      shares.push(throttle.charge(createCall('GET', '/groups')).limitPercentage);
    expect([shares[2799], shares[2834], shares[3499], shares[6999]]).to.deep.equal([undefined, 0.81, 1, 1.8]);
  });

  it('asks to wait as long as the refused requests cost too', async () => {
    const { clock, throttle } = createQuota(600);
    const read = () => throttle.charge(createCall('GET', '/groups'));
    for (let sent = 0; sent < 8000; sent += 1) read();
    for (let sent = 0; sent < 1600; sent += 1) read();
    const wait = Number(read().refused?.headers['Retry-After']);
    // 1,601 refused units at 800 a second, and one more for the next request.
    expect(wait).to.equal(3);
    await clock.advance(wait * 1000);
    expect(read().refused).to.equal(undefined);
  });

  it('answers in Graph words', () => {
    const { throttle } = createQuota(10);
    for (let sent = 0; sent < 3500; sent += 1) throttle.charge(createCall('GET', '/groups'));
    const { refused } = throttle.charge(createCall('GET', '/groups'));
    expect(refused?.headers).to.deep.equal({
      'Retry-After': '1',
      'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/app/tenant',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      'x-ms-throttle-limit-percentage': '1',
    });
    expect(refused).to.include({
      status: 429,
      code: 'TooManyRequests',
      message: 'Please retry again later.',
    });
    expect(refused?.inner).to.deep.equal({ code: '429', message: 'Please retry after', status: '429' });
  });

  it('limits sign-in reports to 5 in 10 seconds, CSV reports of a tenant to 40 in 10 minutes', () => {
    const { throttle } = createQuota();
    const count = (most: number, call: (at: number) => ThrottledCall): number => {
      let passed = 0;
      for (let at = 0; at < most; at += 1) if (!throttle.charge(call(at)).refused) passed += 1;
      return passed;
    };
    expect(count(10, () => createCall('GET', '/auditLogs/signIns'))).to.equal(5);
    const report = "/reports/getOffice365ActiveUserDetail(period='D7')";
    expect(count(50, (at) => createCall('GET', report, { app: String(at % 5) }))).to.equal(40);
  });

  it('never refuses when off, and tells the cost', () => {
    const clock = new VirtualClock();
    const throttle = createThrottle({ clock, tenantUsers: () => 10, mode: 'off' });
    for (let sent = 0; sent < 5000; sent += 1)
      expect(throttle.charge(createCall('GET', '/users'))).to.deep.equal({ cost: 2 });
  });

  it('starts afresh after reset', () => {
    const { throttle } = createQuota(10);
    for (let sent = 0; sent < 4000; sent += 1) throttle.charge(createCall('GET', '/groups'));
    throttle.reset();
    expect(throttle.charge(createCall('GET', '/groups')).refused).to.equal(undefined);
  });
});
