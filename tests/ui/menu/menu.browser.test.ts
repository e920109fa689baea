import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import { renderMenu } from '../../../src/ui/menu/menu.js';
import { renderPanel } from '../../../src/ui/menu/panel.js';

interface Opened {
  readonly dialog: HTMLDialogElement;
  readonly seen: string[];
}

/** A menu in a dialog of a page that listens to keys. */
async function openInDialog(menu: TemplateResult): Promise<Opened> {
  const seen: string[] = [];
  const dialog = await fixture<HTMLDialogElement>(
    html`<dialog @keydown=${({ key }: KeyboardEvent) => seen.push(key)}>${menu}</dialog>`,
  );
  dialog.showModal();
  const button = dialog.querySelector<HTMLElement>('summary, button')!;
  button.focus();
  button.click();
  return { dialog, seen };
}

describe('a menu', () => {
  it('of things to do closes with Escape, and nothing else does', async () => {
    const items = [{ label: 'Rename', icon: 'pencil' as const, run: () => undefined }];
    const { dialog, seen } = await openInDialog(renderMenu('menu', 'More', items));
    const menu = dialog.querySelector('[popover]')!;
    expect(menu.matches(':popover-open')).to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(menu.matches(':popover-open')).to.equal(false);
    expect(dialog.open).to.equal(true);
    expect(seen).to.deep.equal([]);
    expect(document.activeElement).to.equal(dialog.querySelector('button'));
  });

  it('of fields closes with Escape, and nothing else does', async () => {
    const { dialog, seen } = await openInDialog(renderPanel('Filters', html`<input />`));
    const menu = dialog.querySelector('details')!;
    expect(menu.open).to.equal(true);
    dialog.querySelector('input')?.focus();
    await sendKeys({ press: 'Escape' });
    expect(menu.open).to.equal(false);
    expect(dialog.open).to.equal(true);
    expect(seen).to.deep.equal([]);
    expect(document.activeElement).to.equal(dialog.querySelector('summary'));
  });

  it('that is closed leaves Escape to what is around it', async () => {
    const { dialog } = await openInDialog(renderPanel('Filters', html`<input />`));
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Escape' });
    expect(dialog.open).to.equal(false);
  });
});
