import { expect } from 'chai';
import { DroppedConnection } from '../../src/emulator/index.js';
import { startEmulator } from '../support/emulator.js';

describe('the emulator in a page', () => {
  it('answers a fetch with a token of its own', async () => {
    const answer = await startEmulator().call('GET', '/users?$top=2&$select=id');
    expect(answer.status).to.equal(200);
  });

  it('lets a page read a report as JSON, and fails the redirect to CSV as a browser does', async () => {
    const test = startEmulator();
    const json = await test.call(
      'GET',
      "/beta/reports/getOffice365ActiveUserCounts(period='D7')?$format=application/json",
    );
    expect(json.status).to.equal(200);
    const failure: unknown = await test
      .call('GET', "/reports/getOffice365ActiveUserCounts(period='D7')")
      .catch((reason: unknown) => reason);
    expect(failure).to.be.instanceOf(DroppedConnection);
  });
});
