import { expect } from '@open-wc/testing';
import { ProvisioningError } from '../../../src/model/errors.js';
import { loadCode } from '../../../src/model/page/load-code.js';
import { breakCode } from '../../support/broken-code.js';

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.catch((error: unknown) => error);
  return thrown instanceof ProvisioningError ? thrown.code : `no error of ours: ${String(thrown)}`;
}

describe('code that is loaded when it is needed', () => {
  it('says so when it does not arrive, and is fetched anew when it is asked for again', async () => {
    // At this address no browser has it yet, not even in its cache.
    const address = `/copy/src/elements/user-list/csv-export.ts?for=${crypto.randomUUID()}`;
    const load = (): Promise<object> => loadCode(() => import(address));
    const mend = await breakCode('csv-export');
    expect(await codeOf(load())).to.equal('code-not-loaded');
    expect(await codeOf(load())).to.equal('code-not-loaded');
    await mend();
    const arrived = await load();
    expect(Object.keys(arrived)).not.to.deep.equal([]);
    expect(await load()).to.equal(arrived);
  });

  it('comes at once where it arrives', async () => {
    expect(await loadCode(() => Promise.resolve(7))).to.equal(7);
  });

  it('says so, too, where the reason names no address', async () => {
    expect(
      await codeOf(loadCode(() => Promise.reject(new TypeError('Importing a module script failed.')))),
    ).to.equal('code-not-loaded');
  });
});
