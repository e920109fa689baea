import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  VirtualRowsController,
  type VirtualRowsOptions,
} from '../../src/controllers/virtual-rows-controller.js';
import { DrawnHost } from '../support/drawn-host.js';
import { focused, press } from '../support/fields.js';
import { until } from '../support/until.js';

const create = (host: DrawnHost, options: VirtualRowsOptions<string>): VirtualRowsController<string> =>
  new VirtualRowsController(host, options);

/** A list 200 px high of rows of 20 px, each named, with a check box and a field in it. */
class Stage {
  rows: readonly string[];
  readonly host = new DrawnHost();
  readonly virtual: VirtualRowsController<string>;

  constructor(count: number) {
    this.rows = namesUpTo(count);
    this.virtual = create(this.host, {
      rows: () => this.rows,
      key: (row) => row,
      scroller: () => this.host.root?.querySelector('.scroller') ?? null,
      overscan: 2,
    });
    this.host.draw = () => this.#draw();
  }

  get scroller(): HTMLElement {
    return this.host.root.querySelector('.scroller') as HTMLElement;
  }

  /** The names of the rows that are rendered. */
  get rendered(): readonly string[] {
    return this.elements.map(({ dataset }) => dataset['key'] ?? '');
  }

  get elements(): readonly HTMLElement[] {
    return [...this.host.root.querySelectorAll<HTMLElement>('[data-key]')];
  }

  row(name: string): HTMLElement {
    const found = this.elements.find(({ dataset }) => dataset['key'] === name);
    if (!found) throw new Error(`${name} is not among ${this.rendered.join(', ')}`);
    return found;
  }

  /** The rows that Tab reaches. */
  get tabStops(): readonly string[] {
    return this.elements.filter(({ tabIndex }) => tabIndex === 0).map(({ dataset }) => dataset['key'] ?? '');
  }

  async show(rows: readonly string[]): Promise<void> {
    this.rows = rows;
    await this.update();
  }

  async update(): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
  }

  /** Presses a key on what has the focus, and waits until a row has it. */
  async press(key: string, row: string): Promise<void> {
    press(focused() ?? document.body, key);
    await until(() => nameInFocus() === row, `${key} goes to ${row}`);
  }

  #draw(): unknown {
    const { virtual } = this;
    const { first, last } = virtual.visibleRange;
    return html`
      <style>
        .scroller {
          block-size: 200px;
          overflow: auto;
        }
        .row {
          block-size: 20px;
        }
        .row.tall {
          block-size: 120px;
        }
      </style>
      <p>${first} to ${last} of ${virtual.ariaRowCount - 1}</p>
      <div class="scroller" @keydown=${virtual.onKeydown} @focusin=${virtual.onFocusin}>
        <div .style=${virtual.bodyStyle}>
          ${repeat(
            virtual.items,
            ({ key }) => key,
            ({ row, key, index, ariaRowIndex, style, tabIndex }) =>
              html`<div
                class="row ${row.startsWith('Tall') ? 'tall' : ''}"
                .style=${style}
                data-index=${index}
                data-key=${key}
                aria-rowindex=${ariaRowIndex}
                tabindex=${tabIndex}
              >
                <input type="checkbox" tabindex="-1" /><input type="text" tabindex="-1" />
              </div>`,
          )}
        </div>
      </div>
    `;
  }
}

const namesUpTo = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `Row ${index + 1}`);

const nameInFocus = (): string | undefined => (focused() as HTMLElement | null)?.dataset['key'];

async function start(count = 1_000): Promise<Stage> {
  const stage = new Stage(count);
  document.body.append(stage.host);
  await until(() => stage.rendered.length > 0 && stage.rendered.length < 20, 'what is in sight');
  return stage;
}

/** The same with the focus on a row. */
async function startAt(name: string): Promise<Stage> {
  const stage = await start();
  stage.virtual.focusRow(stage.rows.indexOf(name));
  await until(() => nameInFocus() === name, name);
  return stage;
}

/** Whether all of a row is in sight. */
function isSeen(stage: Stage, name: string): boolean {
  const row = stage.row(name).getBoundingClientRect();
  const around = stage.scroller.getBoundingClientRect();
  return row.top >= around.top - 1 && row.bottom <= around.bottom + 1;
}

describe('VirtualRowsController', () => {
  afterEach(() => document.body.replaceChildren());

  it('renders what is in sight and a little more, of a list as high as all rows', async () => {
    const stage = await start();
    expect(stage.rendered).to.deep.equal(namesUpTo(stage.rendered.length));
    expect(stage.rendered.length).to.be.within(10, 13);
    expect(stage.scroller.scrollHeight).to.equal(20_000);
    expect(stage.host.text).to.contain('1 to 10 of 1000');
    expect(stage.row('Row 3').getAttribute('aria-rowindex')).to.equal('4');
  });

  it('renders what comes into sight, each row in its place', async () => {
    const stage = await start();
    stage.scroller.scrollTop = 10_000;
    await until(() => stage.rendered.includes('Row 505'), 'the middle');
    expect(stage.rendered).not.to.include('Row 1');
    expect(isSeen(stage, 'Row 505')).to.equal(true);
    await until(() => stage.host.text.includes('501 to 510 of 1000'), 'which are in sight');
  });

  it('measures rows that are higher than usual', async () => {
    const stage = await start();
    await stage.show(['Tall', ...namesUpTo(1_000)]);
    await until(() => stage.scroller.scrollHeight === 20_120, 'the real height');
    const [tall, next] = ['Tall', 'Row 1'].map((name) => stage.row(name).getBoundingClientRect());
    expect(next?.top).to.equal(tall?.bottom);
  });

  it('has one row that Tab reaches: the first, then the one that had the focus last', async () => {
    const stage = await start();
    expect(stage.tabStops).to.deep.equal(['Row 1']);
    stage.row('Row 4').querySelector('input')?.focus();
    await stage.host.updateComplete;
    expect(stage.tabStops).to.deep.equal(['Row 4']);
  });

  it('moves among all rows by keyboard, and brings them into sight', async () => {
    const stage = await startAt('Row 1');
    await stage.press('ArrowDown', 'Row 2');
    await stage.press('ArrowUp', 'Row 1');
    await stage.press('ArrowUp', 'Row 1');
    await stage.press('End', 'Row 1000');
    await until(() => isSeen(stage, 'Row 1000'), 'the last row is in sight');
    await stage.press('ArrowDown', 'Row 1000');
    await stage.press('ArrowUp', 'Row 999');
    await stage.press('PageDown', 'Row 1000');
    await stage.press('Home', 'Row 1');
    await until(() => isSeen(stage, 'Row 1'), 'the first row is in sight');
    await stage.press('PageDown', 'Row 9');
    await stage.press('PageUp', 'Row 1');
  });

  it('leaves keys to a field in a row, and to the browser', async () => {
    const stage = await start();
    const [box, text] = stage.row('Row 2').querySelectorAll('input');
    text?.focus();
    expect(press(text as Element, 'ArrowDown')).to.equal(true);
    box?.focus();
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'])
      expect(press(box as Element, 'ArrowDown', { [modifier]: true }), modifier).to.equal(true);
    expect(press(box as Element, 'a')).to.equal(true);
    await stage.update();
    expect(focused()).to.equal(box);
    await stage.press('ArrowDown', 'Row 3');
  });

  it('keeps the row with the focus rendered wherever one scrolls', async () => {
    const stage = await startAt('Row 5');
    stage.scroller.scrollTop = 10_000;
    await until(() => stage.rendered.includes('Row 505'), 'the middle');
    expect(stage.rendered.filter((name) => name === 'Row 5')).to.have.length(1);
    expect(stage.rendered[0]).to.equal('Row 5');
    expect(nameInFocus()).to.equal('Row 5');
    await stage.press('ArrowDown', 'Row 6');
  });

  it('follows the row that had the focus to its new place', async () => {
    const stage = await startAt('Row 5');
    await stage.show(['New', ...namesUpTo(1_000)]);
    expect(stage.tabStops).to.deep.equal(['Row 5']);
    await stage.press('ArrowDown', 'Row 6');
  });

  it('has its neighbor in its place when it is gone, and the last one at the end', async () => {
    const stage = await startAt('Row 5');
    await stage.show(stage.rows.filter((name) => name !== 'Row 5'));
    expect(stage.tabStops).to.deep.equal(['Row 6']);
    await stage.show(namesUpTo(3));
    expect(stage.tabStops).to.deep.equal(['Row 3']);
  });

  it('begins with the first row again after there was none', async () => {
    const stage = await startAt('Row 5');
    await stage.show([]);
    expect([stage.rendered, stage.host.text.includes('of 0')]).to.deep.equal([[], true]);
    press(stage.scroller, 'End');
    await stage.show(namesUpTo(8));
    expect(stage.tabStops).to.deep.equal(['Row 1']);
    expect(stage.host.text).to.contain('1 to 8 of 8');
  });

  it('focuses no row that is not there', async () => {
    const stage = await startAt('Row 5');
    stage.virtual.focusRow(1_000);
    await stage.update();
    expect([nameInFocus(), stage.tabStops]).to.deep.equal(['Row 5', ['Row 5']]);
  });

  it('is not drawn anew once it is off the page, and is where it was when it is back', async () => {
    const stage = await start();
    const { scroller } = stage;
    scroller.scrollTop = 10_000;
    await until(() => stage.host.text.includes('501 to 510'), 'the middle');
    stage.host.remove();
    await stage.host.updateComplete;
    const { updates } = stage.host;
    // What is off the page stands at its beginning.
    scroller.dispatchEvent(new Event('scroll'));
    await Promise.resolve();
    await stage.host.updateComplete;
    expect(stage.host.updates).to.equal(updates);
    document.body.append(stage.host);
    await until(() => isSeen(stage, 'Row 505'), 'the middle again');
    scroller.scrollTop = 0;
    await until(() => stage.host.text.includes('1 to 10 of'), 'the beginning');
  });
});
