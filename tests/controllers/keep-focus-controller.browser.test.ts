import { expect } from '@open-wc/testing';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { KeepFocusController } from '../../src/controllers/keep-focus-controller.js';
import { DrawnHost } from '../support/drawn-host.js';
import { focused } from '../support/fields.js';

const create = (host: DrawnHost): KeepFocusController => new KeepFocusController(host);

interface Shown {
  readonly host: DrawnHost;
  /** Shows a line for each name, with a button in it, and other things around them. */
  readonly show: (...names: readonly string[]) => Promise<void>;
  readonly focus: (name: string) => void;
  /** Shows something else in the place of it all. */
  readonly replace: (content: unknown) => Promise<void>;
}

async function start(...names: readonly string[]): Promise<Shown> {
  const host = new DrawnHost();
  create(host);
  let content: unknown;
  host.draw = () => content;
  const replace = async (other: unknown): Promise<void> => {
    content = other;
    host.requestUpdate();
    await host.updateComplete;
  };
  const show: Shown['show'] = (...shown) =>
    replace(html`
      <button>First</button>
      <ul>
        ${repeat(
          shown,
          (name) => name,
          (name) => html`<li><span>${name}</span><button>${name}</button></li>`,
        )}
      </ul>
      <button>Last</button>
    `);
  document.body.append(host);
  await show(...names);
  const focus = (name: string): void => {
    [...host.root.querySelectorAll('button')].find((each) => each.textContent === name)?.focus();
    expect(where()).to.equal(name);
  };
  return { host, show, focus, replace };
}

/** What the thing is called that has the focus. */
const where = (): string => {
  const element = focused();
  return element === document.body ? 'the page' : (element?.textContent ?? '');
};

describe('KeepFocusController', () => {
  afterEach(() => document.body.replaceChildren());

  it('goes with a line that is moved', async () => {
    const { show, focus } = await start('Ada', 'Bo', 'Cy');
    focus('Ada');
    await show('Cy', 'Bo', 'Ada');
    expect(where()).to.equal('Ada');
  });

  it('goes with a button that is moved by itself', async () => {
    const { replace, focus } = await start();
    const buttons = (...names: readonly string[]): unknown =>
      repeat(
        names,
        (name) => name,
        (name) => html`<button>${name}</button>`,
      );
    await replace(buttons('Ada', 'Bo', 'Cy'));
    focus('Ada');
    await replace(buttons('Cy', 'Bo', 'Ada'));
    expect(where()).to.equal('Ada');
  });

  it('goes to what stands in the place of a thing that is gone', async () => {
    const { show, focus } = await start('Ada', 'Bo', 'Cy');
    focus('Bo');
    await show('Ada', 'Cy');
    expect(where()).to.equal('Cy');
  });

  it('goes to the one before where nothing follows', async () => {
    const { show, focus } = await start('Ada', 'Bo', 'Cy');
    focus('Cy');
    await show('Ada', 'Bo');
    expect(where()).to.equal('Bo');
  });

  it('goes out of what has nothing left to what follows it', async () => {
    const { show, focus } = await start('Ada');
    focus('Ada');
    await show();
    expect(where()).to.equal('Last');
  });

  it('waits while nothing there can take it, and is back as soon as something can', async () => {
    const { focus, show, replace } = await start('Ada', 'Bo');
    focus('Bo');
    await replace(html`<p>Reading…</p>`);
    expect(where()).to.equal('the page');
    await replace(html`<p>Still reading…</p>`);
    await show('Ada', 'Bo');
    expect(where()).to.equal('Ada');
  });

  it('passes over what cannot take it', async () => {
    const { focus, replace } = await start('Ada');
    focus('First');
    await replace(html`<button disabled>Not now</button><a href="#here">Here</a>`);
    expect(where()).to.equal('Here');
  });

  it('leaves alone where the focus was elsewhere on the page', async () => {
    const { show } = await start('Ada', 'Bo');
    const outside = document.createElement('button');
    outside.textContent = 'Outside';
    document.body.append(outside);
    outside.focus();
    await show('Bo');
    expect(where()).to.equal('Outside');
  });

  it('does not take it back from where the person went meanwhile', async () => {
    const { focus, show, replace } = await start('Ada', 'Bo');
    const outside = document.createElement('button');
    outside.textContent = 'Outside';
    document.body.append(outside);
    focus('Bo');
    await replace(html`<p>Reading…</p>`);
    outside.focus();
    await show('Ada', 'Bo');
    expect(where()).to.equal('Outside');
  });

  it('takes no focus that nobody gave the element', async () => {
    const { replace, show } = await start('Ada');
    await replace(nothing);
    await show('Ada', 'Bo');
    expect(where()).to.equal('the page');
  });
});
