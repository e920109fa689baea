import { expect, nextFrame } from '@open-wc/testing';
import { Askers } from '../../src/context/askers.js';

function open(): { readonly askers: Askers; readonly countChanges: () => number } {
  let changes = 0;
  const askers = new Askers(() => (changes += 1));
  return { askers, countChanges: () => changes };
}

/** Elements one below another, as many as are asked for. */
function place(count: number): HTMLElement[] {
  const elements = Array.from({ length: count }, () => document.createElement('div'));
  for (const element of elements) element.style.height = '10px';
  document.body.append(...elements);
  return elements;
}

describe('who asks of several elements', () => {
  afterEach(() => document.body.replaceChildren());

  it('is the uppermost, whoever came first; the one before is told', async () => {
    const { askers, countChanges } = open();
    const [upper, lower] = place(2) as [HTMLElement, HTMLElement];
    expect(askers.find(lower)).to.equal(lower);
    expect(askers.find(upper)).to.equal(upper);
    await nextFrame();
    expect(countChanges()).to.equal(2);
    expect(askers.find(lower)).to.equal(upper);
    await nextFrame();
    expect(countChanges(), 'nothing is new').to.equal(2);
  });

  it('is the one whose question it is, wherever it stands', () => {
    const { askers } = open();
    const [upper, lower] = place(2) as [HTMLElement, HTMLElement];
    expect(askers.find(upper)).to.equal(upper);
    expect(askers.find(lower, true)).to.equal(lower);
    expect(askers.find(upper)).to.equal(lower);
  });

  it('is none that nobody sees while another is seen', async () => {
    const { askers, countChanges } = open();
    const [upper, lower] = place(2) as [HTMLElement, HTMLElement];
    upper.style.display = 'none';
    expect(askers.find(lower)).to.equal(lower);
    expect(askers.find(upper, true)).to.equal(lower);
    await nextFrame();
    expect(countChanges()).to.equal(1);
  });

  it('is the next when it leaves the page', async () => {
    const { askers, countChanges } = open();
    const [upper, lower] = place(2) as [HTMLElement, HTMLElement];
    askers.find(upper);
    askers.find(lower);
    await nextFrame();
    upper.remove();
    askers.leave(upper);
    await nextFrame();
    expect(countChanges()).to.equal(2);
    expect(askers.find(lower)).to.equal(lower);
  });
});
