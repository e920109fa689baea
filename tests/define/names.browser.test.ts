import { expect } from '@open-wc/testing';
import { discover } from '../../src/autoload.js';
import { defineAs } from '../../src/define/registry/define-as.js';
import { define } from '../../src/define/registry/define.js';
import { until } from '../support/until.js';

// Nothing here may import an element: the page decides what has which tag.

class Foreign extends HTMLElement {}

function add(tag: string): HTMLElement {
  const element = document.createElement(tag);
  document.body.append(element);
  return element;
}

describe('the names of elements', () => {
  const told: string[] = [];
  const { error } = console;
  beforeEach(() => {
    told.length = 0;
    console.error = (text: string) => told.push(text);
  });
  afterEach(() => {
    console.error = error;
    document.body.replaceChildren();
  });

  it('are left to who has them, which is told once, by the tag and what to do', async () => {
    customElements.define('user-list', class extends Foreign {});
    add('user-list');
    await discover(document);
    await discover(document);
    await import('../../src/define/user-list.js');
    expect(told).to.have.length(1);
    expect(told[0]).to.include('<user-list>').and.to.include("defineAs({ 'user-list': ");
    expect(customElements.get('user-list')?.prototype).to.be.instanceOf(Foreign);
  });

  it('may be others, also of an element whose code is there', async () => {
    await defineAs({ 'user-list': 'acme-user-list' });
    await until(() => add('acme-user-list').shadowRoot, 'shows the element');
    expect(told).to.deep.equal([]);
  });

  it('are registered twice without a word, by the same copy of the library or another', () => {
    class Part extends HTMLElement {}
    class PartOfAnotherCopy extends HTMLElement {}
    define('some-part', Part);
    define('some-part', Part);
    define('some-part', PartOfAnotherCopy);
    expect(customElements.get('some-part')).to.equal(Part);
    expect(told).to.deep.equal([]);
  });

  it('are those by which the console places its parts', async () => {
    await defineAs({ 'workspace-list': 'acme-workspaces', 'provisioning-console': 'acme-console' });
    const console = add('acme-console');
    Object.assign(console, { place: { tab: 'workspaces' } });
    await until(() => console.shadowRoot?.querySelector('acme-workspaces')?.shadowRoot, 'places its part');
    expect(console.shadowRoot?.querySelector('workspace-list')).to.equal(null);
    expect(customElements.get('workspace-list')).to.equal(undefined);
    await until(() => customElements.get('workspace-editor'), 'places others by their tags');
  });

  it('are those at which the code is loaded', async () => {
    const { defineAs: nameOnly } = await import('../../src/o365.js');
    await nameOnly({ 'activity-log': 'acme-log' });
    expect(customElements.get('acme-log')).to.equal(undefined);
    const log = add('acme-log');
    await until(() => log.shadowRoot, 'loads when it appears');
  });

  it('must be names that an element can have, of elements that there are', async () => {
    for (const names of [
      { 'user-list': 'Users' },
      { 'user-list': 'a-b><script' },
      { 'no-list': 'acme-list' },
    ])
      expect(await defineAs(names).catch((thrown: unknown) => thrown)).to.have.property(
        'code',
        'setting-wrong',
      );
  });
});
