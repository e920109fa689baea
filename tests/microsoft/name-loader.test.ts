import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createNameLoader } from '../../src/microsoft/products/name-loader.js';
import { loadProductNames } from '../../src/services/licenses/product-names.js';

describe('the names of products', () => {
  it('are those of Microsoft’s list, by part number', async () => {
    const { product } = await loadProductNames();
    expect(product('Office_365_E3_(no_Teams)')).to.equal('Office 365 E3 (no Teams)');
    expect(product('O365_BUSINESS_PREMIUM')).to.equal('Microsoft 365 Business Standard');
  });

  it('are those of Microsoft’s list for the apps in them, by service plan name', async () => {
    const { app } = await loadProductNames();
    expect(app('PLACES_CORE')).to.equal('Places Core');
    // The list has capitals alone.
    expect(app('MCOPSTN2')).to.equal('Domestic and International Calling Plan');
  });

  it('are the codes of what the list lacks, whatever they are', async () => {
    const names = await loadProductNames();
    expect(names.product('NEXT_YEARS_SUITE')).to.equal('NEXT_YEARS_SUITE');
    expect(names.app('NEXT_YEARS_APP')).to.equal('NEXT_YEARS_APP');
    expect(names.product('constructor')).to.equal('constructor');
    expect(names.app('__proto__')).to.equal('__proto__');
  });

  it('are the codes while their file does not arrive, and the next to ask tries again', async () => {
    let tries = 0;
    const load = createNameLoader(async () => {
      tries += 1;
      if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return { productNames: { SPE_E3: 'Microsoft 365 E3' }, appNames: {} };
    });
    expect((await load()).product('SPE_E3')).to.equal('SPE_E3');
    expect((await load()).product('SPE_E3')).to.equal('Microsoft 365 E3');
    await load();
    expect(tries).to.equal(2);
  });
});
