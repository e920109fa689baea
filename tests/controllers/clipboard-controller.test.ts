import { afterEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { ClipboardController } from '../../src/controllers/clipboard-controller.js';
import { TestHost } from '../support/test-host.js';

/** A browser whose clipboard takes text, or does not. */
function giveClipboard(writeText: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
}

function start() {
  const host = new TestHost();
  const clipboard = new ClipboardController(host);
  host.connect();
  return { host, clipboard };
}

describe('ClipboardController', () => {
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  it('puts the text on the clipboard, and says so of this text only', async () => {
    const written: string[] = [];
    giveClipboard(async (text) => void written.push(text));
    const { host, clipboard } = start();
    await host.updateComplete;
    const { updates } = host;
    expect(clipboard.outcome('link')).to.equal(undefined);
    await clipboard.copy('link');
    await host.updateComplete;
    expect(written).to.deep.equal(['link']);
    expect(host.updates).to.equal(updates + 1);
    expect([clipboard.outcome('link'), clipboard.outcome('another link')]).to.deep.equal([
      'copied',
      undefined,
    ]);
  });

  it('says nothing before the browser has answered', async () => {
    let answer = (): void => undefined;
    giveClipboard(() => new Promise((resolve) => (answer = resolve)));
    const { clipboard } = start();
    const copying = clipboard.copy('link');
    expect(clipboard.outcome('link')).to.equal(undefined);
    answer();
    await copying;
    expect(clipboard.outcome('link')).to.equal('copied');
  });

  it('says that the browser refused', async () => {
    giveClipboard(() => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError')));
    const { host, clipboard } = start();
    await host.updateComplete;
    const { updates } = host;
    await clipboard.copy('link');
    await host.updateComplete;
    expect([clipboard.outcome('link'), host.updates]).to.deep.equal(['refused', updates + 1]);
  });

  it('says that it was refused where a page has no clipboard', async () => {
    const { clipboard } = start();
    await clipboard.copy('link');
    expect(clipboard.outcome('link')).to.equal('refused');
  });

  it('says the last outcome when the text is copied again', async () => {
    let isAllowed = false;
    giveClipboard(() => (isAllowed ? Promise.resolve() : Promise.reject(new Error('not yet'))));
    const { clipboard } = start();
    await clipboard.copy('link');
    isAllowed = true;
    await clipboard.copy('link');
    expect(clipboard.outcome('link')).to.equal('copied');
  });

  it('has forgotten it when the element is back on the page', async () => {
    giveClipboard(() => Promise.resolve());
    const { host, clipboard } = start();
    await clipboard.copy('link');
    host.disconnect();
    host.connect();
    expect(clipboard.outcome('link')).to.equal(undefined);
  });
});
