import { expect } from '@open-wc/testing';
import { textOf } from '../../support/find.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch, type Held } from '../../support/watch-traffic.js';
import { settle } from '../behaviors/every-element.js';
import {
  begin,
  createReviews,
  heading,
  holders,
  policy,
  publish,
  salesDesk,
  type Shown,
} from '../publish-review/review-page.js';
import { copySettings } from './publishing-page.js';

const show = createReviews(7_100);

interface Publishing extends Shown {
  readonly held: Held;
  /** How many hold the plan when all is done. */
  readonly expected: number;
}

/** A review, and what it asks of the tenant. */
async function showWatched(): Promise<{ readonly shown: Shown; readonly watch: TrafficWatch }> {
  const watch = new TrafficWatch();
  const addWorkspace = salesDesk(40);
  const shown = await show({
    policy,
    async prepare(page) {
      watch.attach(page);
      await addWorkspace(page);
    },
  });
  return { shown, watch };
}

/** A review of which the publish is under way, until `held` is released. */
async function showPublishing(): Promise<Publishing> {
  const { shown, watch } = await showWatched();
  const before = holders(shown.page).length;
  const held = watch.hold(/assignLicense/);
  const promised = await begin(shown);
  await until(() => held.asked.length > 0, 'writes');
  return { ...shown, held, expected: before + promised };
}

/** Sets all that can be set, and waits until it is taken. */
async function setAnew({ provider, emulator, store }: TenantPage, currency: string): Promise<void> {
  const { graph } = provider;
  Object.assign(provider, {
    transport: (request: Request) => emulator.fetch(request),
    store: () => store,
    serviceProviders: [],
    policy: { ...policy, allowGuests: false },
    prices: { SPE_E5: 57 },
    currency,
    can: () => true,
  });
  const { client } = graph!;
  await until(() => graph?.client !== client, 'taken');
}

const isPublishing = (root: ShadowRoot): boolean => root.querySelector('progress') !== null;

describe('a review while its provider changes', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the publish on and on while every setting is set anew', async () => {
    const { page, el, root, held, expected } = await showPublishing();
    for (const currency of ['EUR', 'CHF']) {
      await setAnew(page, currency);
      expect(isPublishing(root), heading(root)).to.equal(true);
    }
    held.release();
    await until(() => heading(root).includes('is published'), 'published');
    expect(holders(page)).to.have.length(expected);
    await setAnew(page, 'SEK');
    await el.updateComplete;
    expect(heading(root)).to.contain('is published');
  });

  it('reads nothing again when the provider is moved', async () => {
    const { shown, watch } = await showWatched();
    const { page, root } = shown;
    await settle(watch);
    const before = textOf(shown.el);
    const asked = watch.asked.length;
    const move = async (): Promise<void> => {
      document.body.appendChild(document.createElement('main')).append(page.provider);
      await shown.el.updateComplete;
      await settle(watch);
    };
    await move();
    expect(textOf(shown.el)).to.equal(before);
    expect(watch.asked.length).to.equal(asked);
    await publish(shown);
    await move();
    expect(heading(root)).to.contain('is published');
  });

  it('shows the publish after the provider was moved', async () => {
    const { page, el, root, held, expected } = await showPublishing();
    document.body.appendChild(document.createElement('main')).append(page.provider);
    await el.updateComplete;
    expect(isPublishing(root), 'goes on').to.equal(true);
    held.release();
    await until(() => heading(root).includes('is published'), textOf(el));
    expect(holders(page)).to.have.length(expected);
  });

  it('shows it in another provider after the page had none', async () => {
    const { page, held, expected } = await showPublishing();
    page.provider.remove();
    await until(() => !page.provider.graph, 'gone');
    const other = copySettings(page);
    other.innerHTML = '<publish-review workspace-id="sales-desk"></publish-review>';
    document.body.append(other);
    const { shadowRoot: root } = other.querySelector('publish-review')!;
    await until(() => root && isPublishing(root), 'goes on');
    held.release();
    await until(() => heading(root!).includes('is published'), 'published');
    expect(holders(page)).to.have.length(expected);
  });
});
