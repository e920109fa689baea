import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { loadEverything, tags } from './every-element.js';

/** Where hosts put an element, and what it must fit into there. */
const places: Readonly<Record<string, string>> = {
  'a row': '<div class="box" style="display: flex"><slot></slot></div>',
  'a centered column':
    '<div class="box" style="display: flex; flex-direction: column; align-items: center"><slot></slot></div>',
  'a grid that centers': '<div class="box" style="display: grid; justify-items: center"><slot></slot></div>',
  'a popover': '<div class="box" popover="manual"><slot></slot></div>',
  'a dialog': '<dialog class="box"><slot></slot></dialog>',
  'a table': '<table class="box"><tbody><tr><td><slot></slot></td></tr></tbody></table>',
  'a float': '<div class="box" style="float: left"><slot></slot></div>',
};

/** One element in a place of the page, without any data. */
function put(tag: string, place: string): HTMLElement {
  document.body.innerHTML = places[place]?.replace('<slot></slot>', `<${tag}></${tag}>`) ?? '';
  const box = document.body.querySelector<HTMLElement>('.box');
  if (box instanceof HTMLDialogElement) box.showModal();
  else if (box?.popover) box.showPopover();
  return document.body.querySelector<HTMLElement>(tag) as HTMLElement;
}

describe('the width of every element', () => {
  before(loadEverything);
  after(() => setViewport({ width: 800, height: 600 }));
  afterEach(() => document.body.replaceChildren());

  for (const [width, least] of [
    [1280, 560],
    [360, 250],
  ] as const)
    for (const place of Object.keys(places))
      it(`is enough in ${place} of a page ${width} px wide, and not too much`, async () => {
        await setViewport({ width, height: 700 });
        const widths = tags.map((tag) => [tag, put(tag, place).getBoundingClientRect().width] as const);
        expect(widths.filter(([, own]) => own < least || own > width)).to.deep.equal([]);
        expect(document.documentElement.scrollWidth).to.be.at.most(width);
      });

  it('leaves room for a neighbor in a row', async () => {
    await setViewport({ width: 1000, height: 700 });
    const element = put('user-list', 'a row');
    const neighbor = document.createElement('div');
    neighbor.style.flex = '0 0 600px';
    element.after(neighbor);
    expect(element.getBoundingClientRect().width).to.be.within(250, 400);
    expect(document.documentElement.scrollWidth).to.be.at.most(1000);
  });

  it('is that of the place in a page that flows', async () => {
    await setViewport({ width: 1280, height: 700 });
    document.body.innerHTML = '<div style="width: 900px"><user-list></user-list></div>';
    expect(document.querySelector('user-list')?.getBoundingClientRect().width).to.equal(900);
  });
});

describe('surfaces that lie over others', () => {
  before(loadEverything);
  afterEach(() => document.body.replaceChildren());

  it('cover what is below them, also where the host has elements transparent', () => {
    const element = document.createElement('provisioning-console');
    element.style.setProperty('--o365-color-surface', 'transparent');
    document.body.append(element);
    const menu = document.createElement('div');
    menu.className = 'menu';
    element.shadowRoot?.append(menu);
    expect(getComputedStyle(menu).backgroundColor).to.equal('rgb(255, 255, 255)');
  });
});
