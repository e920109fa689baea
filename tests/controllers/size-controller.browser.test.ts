import { expect } from '@open-wc/testing';
import { SizeController } from '../../src/controllers/size-controller.js';
import { DrawnHost } from '../support/drawn-host.js';
import { until } from '../support/until.js';

/** An element of this width that shows which of two limits it keeps. */
async function show(width: number): Promise<DrawnHost> {
  const host = new DrawnHost();
  const size = new SizeController(host, [200, 400]);
  host.draw = () => [200, 400].filter((limit) => size.fits(limit)).join(' ') || 'wide';
  host.style.setProperty('display', 'block');
  // An em is 2 px.
  host.style.setProperty('font-size', '2px');
  resize(host, width);
  document.body.append(host);
  await measured(host);
  return host;
}

function resize(host: HTMLElement, width: number): void {
  host.style.setProperty('width', `${width}px`);
}

/** Waits until whoever watches the size of an element was told of it. */
function measured(host: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      // Those who watch from before are told before; what they draw then follows in a microtask.
      setTimeout(resolve);
    });
    observer.observe(host);
  });
}

const shown = (host: DrawnHost): string => host.root.textContent ?? '';

describe('SizeController', () => {
  afterEach(() => document.body.replaceChildren());

  it('says which limits the element keeps, the limit itself being kept', async () => {
    for (const [width, limits] of [
      [300, '200 400'],
      [400, '200 400'],
      [401, '400'],
      [800, '400'],
      [801, 'wide'],
    ] as const)
      expect(shown(await show(width)), `${width}`).to.equal(limits);
  });

  it('draws the element anew when it passes a limit, either way', async () => {
    const host = await show(900);
    resize(host, 600);
    await until(() => shown(host) === '400', 'narrower');
    resize(host, 900);
    await until(() => shown(host) === 'wide', 'wider again');
  });

  it('draws nothing anew between two limits', async () => {
    const host = await show(500);
    const { updates } = host;
    resize(host, 700);
    await measured(host);
    expect(host.updates).to.equal(updates);
    expect(shown(host)).to.equal('400');
  });

  it('does not watch the element once it is off the page, and does again when it is back', async () => {
    const host = await show(900);
    const { updates } = host;
    host.remove();
    resize(host, 300);
    await measured(document.body);
    expect(host.updates).to.equal(updates);
    document.body.append(host);
    await until(() => shown(host) === '200 400', 'narrow');
  });
});
