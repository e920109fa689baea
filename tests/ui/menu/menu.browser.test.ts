import { expect, fixture } from '@open-wc/testing';
import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import { renderMenu } from '../../../src/ui/menu/menu.js';
import { renderPanel } from '../../../src/ui/menu/panel.js';
import { clickWithMouse } from '../../support/mouse.js';

interface Shown {
  readonly around: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly isOpen: () => boolean;
  /** Keys that the page around it was told of. */
  readonly seen: string[];
}

/** A menu in a part of a page that takes the focus where one clicks in it, and listens to keys. */
async function showIn(tag: 'dialog' | 'div', menu: TemplateResult): Promise<Shown> {
  const seen: string[] = [];
  const listen = ({ key }: KeyboardEvent): unknown => seen.push(key);
  const around = await fixture<HTMLElement>(
    tag === 'dialog'
      ? html`<dialog @keydown=${listen}>${menu}</dialog>`
      : html`<div tabindex="-1" @keydown=${listen}>${menu}<a href="#after">After</a></div>`,
  );
  if (around instanceof HTMLDialogElement) around.showModal();
  const button = around.querySelector('button')!;
  return {
    around,
    button,
    isOpen: () => (button.popoverTargetElement as HTMLElement).matches(':popover-open'),
    seen,
  };
}

const things = (done: string[] = []): TemplateResult =>
  renderMenu('menu', 'More', [
    { label: 'Rename', icon: 'pencil', run: () => done.push('Rename') },
    { label: 'Delete', icon: 'trash', run: () => done.push('Delete') },
  ]);
const fields = renderPanel(
  'menu',
  'Filters',
  html`<label><input type="checkbox" /> <span>Guests</span></label>
    <p>Words between the fields</p>`,
);

describe('a menu', () => {
  afterEach(() => resetMouse());

  for (const [what, menu] of [
    ['things to do', things()],
    ['fields', fields],
  ] as const) {
    it(`of ${what} opens by click, Enter and Arrow Down`, async () => {
      const { button, isOpen } = await showIn('div', menu);
      await clickWithMouse(button);
      expect(isOpen(), 'by click').to.equal(true);
      await clickWithMouse(button);
      expect(isOpen(), 'by another click').to.equal(false);
      for (const press of ['Enter', 'ArrowDown']) {
        button.focus();
        await sendKeys({ press });
        expect(isOpen(), `by ${press}`).to.equal(true);
        await sendKeys({ press: 'Escape' });
      }
    });

    it(`of ${what} closes with Escape, and nothing else does`, async () => {
      const { around, button, isOpen, seen } = await showIn('dialog', menu);
      button.focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(document.activeElement, 'inside').not.to.equal(button);
      seen.length = 0;
      await sendKeys({ press: 'Escape' });
      expect(isOpen()).to.equal(false);
      expect((around as HTMLDialogElement).open).to.equal(true);
      expect(seen).to.deep.equal([]);
      expect(document.activeElement).to.equal(button);
    });

    it(`of ${what} that is closed leaves Escape to what is around it`, async () => {
      const { around, button } = await showIn('dialog', menu);
      button.click();
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'Escape' });
      expect((around as HTMLDialogElement).open).to.equal(false);
    });

    it(`of ${what} closes when one clicks elsewhere`, async () => {
      const { around, button, isOpen } = await showIn('div', menu);
      await clickWithMouse(button);
      await clickWithMouse(around.querySelector('a')!);
      expect(isOpen()).to.equal(false);
    });
  }

  it('does what is chosen by arrows and Enter, and is closed then', async () => {
    const done: string[] = [];
    const { button, isOpen } = await showIn('div', things(done));
    button.focus();
    for (const press of ['ArrowDown', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'Enter'])
      await sendKeys({ press });
    expect(done).to.deep.equal(['Delete']);
    expect(isOpen()).to.equal(false);
    expect(document.activeElement).to.equal(button);
  });

  it('of fields takes clicks on words and between the fields, wherever it stands', async () => {
    const { around, button, isOpen, seen } = await showIn('div', fields);
    await clickWithMouse(button);
    await clickWithMouse(around.querySelector('label > span')!);
    expect(around.querySelector('input')?.checked).to.equal(true);
    await clickWithMouse(around.querySelector('p')!);
    expect(isOpen(), 'still open').to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(isOpen()).to.equal(false);
    expect(seen).to.deep.equal([]);
  });

  it('of fields is walked through with Tab, and closes behind the last', async () => {
    const { around, button, isOpen } = await showIn('div', fields);
    button.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement).to.equal(around.querySelector('input'));
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement).to.equal(around.querySelector('a'));
    expect(isOpen()).to.equal(false);
  });
});
