import { expect } from '@open-wc/testing';
import type * as Autoload from '../../src/autoload.js';
import type { O365EventMap } from '../../src/events.js';
import { breakCode } from '../support/broken-code.js';
import { until } from '../support/until.js';

// The file is broken before anything of this page asks for it, at an address at which the browser has none of it yet.
const importCopy = (path: string): Promise<unknown> => import(`/copy/${path}`);

/** Lets the pauses between attempts pass at once, and notes how long each would have been. */
function skipPauses(): { readonly pauses: readonly number[]; end(): void } {
  const pauses: number[] = [];
  const { setTimeout } = window;
  const skip = (handler: () => void, ms = 0): number => {
    if (ms < 1_000) return setTimeout(handler, ms);
    pauses.push(ms);
    return setTimeout(handler);
  };
  Object.assign(window, { setTimeout: skip });
  return { pauses, end: () => void Object.assign(window, { setTimeout }) };
}

describe('the script tag', () => {
  afterEach(() => document.body.replaceChildren());

  it('gives up after a few attempts: says so once on the console, and to the page by each element', async () => {
    const mend = await breakCode('define/directory-connect');
    const { discover } = (await importCopy('src/autoload.ts')) as typeof Autoload;
    const told: string[] = [];
    const { error } = console;
    console.error = (...parts: unknown[]) => void told.push(parts.map(String).join(' '));
    const errors: O365EventMap['o365-error'][] = [];
    const take = (event: Event): void =>
      void errors.push((event as CustomEvent<O365EventMap['o365-error']>).detail);
    document.addEventListener('o365-error', take);
    const clock = skipPauses();
    document.body.innerHTML = `<directory-connect>The directory of the portal</directory-connect><directory-connect></directory-connect>`;
    try {
      await discover(document);
    } finally {
      clock.end();
      console.error = error;
      document.removeEventListener('o365-error', take);
    }
    expect(clock.pauses).to.deep.equal([1_000, 5_000, 20_000, 60_000]);
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('The code of directory-connect did not arrive. Reload the page.');
    expect(errors.map(({ code, element }) => [code, element])).to.deep.equal([
      ['code-not-loaded', 'directory-connect'],
      ['code-not-loaded', 'directory-connect'],
    ]);
    const [first] = document.querySelectorAll('directory-connect');
    expect(first?.textContent).to.equal('The directory of the portal');

    // The next one that appears asks again.
    await mend();
    document.body.append(document.createElement('directory-connect'));
    await until(() => first?.shadowRoot, 'is shown');
  });
});
