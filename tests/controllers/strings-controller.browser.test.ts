import { expect } from '@open-wc/testing';
import { StringsController } from '../../src/controllers/strings-controller.js';
import type { Format } from '../../src/localization/format.js';
import { registerStrings } from '../../src/localization/strings.js';
import { DrawnHost } from '../support/drawn-host.js';
import { until } from '../support/until.js';

interface ParcelStrings {
  readonly greeting: string;
  readonly parcels: (count: number) => string;
}

const english = ({ number }: Format): ParcelStrings => ({
  greeting: 'Hello',
  parcels: (count) => `${number(count)} parcels`,
});

const create = (host: DrawnHost): StringsController<ParcelStrings> =>
  new StringsController(host, 'parcel-desk', english);

/** An element that greets, counts and has a button, at the end of nested elements with these languages. */
async function show(...languages: readonly (string | undefined)[]): Promise<DrawnHost> {
  const host = new DrawnHost();
  const strings = create(host);
  host.draw = () => `${strings.text.greeting}, ${strings.text.parcels(1_000)}. ${strings.common.cancel}`;
  const places = languages.map((language) => {
    const place = document.createElement('div');
    if (language !== undefined) place.lang = language;
    return place;
  });
  let inner: ParentNode = document.body;
  for (const place of places) {
    inner.append(place);
    inner = place;
  }
  inner.append(host);
  await host.updateComplete;
  return host;
}

const inEnglish = 'Hello, 1,000 parcels. Cancel';

describe('StringsController', () => {
  before(() => {
    registerStrings<ParcelStrings>('de', 'parcel-desk', ({ number }) => ({
      greeting: 'Good day',
      parcels: (count) => `${number(count)} packets`,
    }));
    registerStrings<ParcelStrings>('de-CH', 'parcel-desk', () => ({ greeting: 'Greetings' }));
  });
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.lang = 'en';
  });

  it('speaks the language of the nearest place that names one', async () => {
    expect((await show('en', 'de')).text).to.equal('Good day, 1.000 packets. Cancel');
    expect((await show('de', 'en')).text).to.equal(inEnglish);
  });

  it('speaks its own language before that of the page around it', async () => {
    const host = new DrawnHost();
    const strings = create(host);
    host.draw = () => strings.text.greeting;
    host.lang = 'de';
    document.body.append(host);
    await host.updateComplete;
    expect(host.text).to.equal('Good day');
  });

  it('takes from the region what the region says, and from the language the rest', async () => {
    expect((await show('de-CH')).text).to.match(/^Greetings, 1.000 packets\./);
  });

  it('looks for a language beyond the shadow root that it is in', async () => {
    const place = document.createElement('div');
    place.lang = 'de';
    document.body.append(place);
    const host = await show();
    place.attachShadow({ mode: 'open' }).append(host);
    host.requestUpdate();
    await host.updateComplete;
    expect(host.text).to.contain('Good day');
  });

  it('passes over what is no language', async () => {
    expect((await show('de', 'not a language', '')).text).to.contain('Good day');
  });

  it('speaks as the browser does where the page names no language', async () => {
    document.documentElement.removeAttribute('lang');
    const host = new DrawnHost();
    const strings = create(host);
    host.draw = () => strings.format.language;
    document.body.append(host);
    await host.updateComplete;
    expect(host.text).to.equal(navigator.language);
  });

  it('changes its words with the language of the page', async () => {
    const host = await show();
    expect(host.text).to.equal(inEnglish);
    document.documentElement.lang = 'de';
    await until(() => host.text.startsWith('Good day, 1.000 packets'), 'in German');
  });

  it('takes up words that are registered later', async () => {
    const host = await show('fr');
    expect(host.text).to.contain('Hello');
    registerStrings<ParcelStrings>('fr', 'parcel-desk', () => ({ greeting: 'Welcome' }));
    await until(() => host.text.startsWith('Welcome'), 'in French');
  });

  it('is not drawn anew once it is off the page', async () => {
    const host = await show();
    host.remove();
    const { updates } = host;
    registerStrings<ParcelStrings>('it', 'parcel-desk', () => ({ greeting: 'Good morning' }));
    await host.updateComplete;
    expect(host.updates).to.equal(updates);
  });
});
