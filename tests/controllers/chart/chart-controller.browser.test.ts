import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { html, nothing } from 'lit';
import { ChartController, type ChartOptions } from '../../../src/controllers/chart/chart-controller.js';
import { DrawnHost } from '../../support/drawn-host.js';
import { until } from '../../support/until.js';

const create = (host: DrawnHost, options: ChartOptions): ChartController =>
  new ChartController(host, options);

/** An element with a chart of two bars, and the color of the page around it. */
class Stage {
  numbers: readonly number[] = [3, 5];
  hasChart = true;
  /** How often it was said what to draw. */
  configured = 0;
  readonly host = new DrawnHost();
  readonly chart: ChartController;

  constructor() {
    this.chart = create(this.host, {
      canvas: () => this.host.root?.querySelector('canvas') ?? null,
      inputs: () => [this.numbers],
      configure: (theme) => {
        this.configured += 1;
        return {
          type: 'bar',
          data: {
            labels: this.numbers.map(String),
            datasets: [{ data: [...this.numbers], backgroundColor: theme.color('assigned') }],
          },
          options: { indexAxis: 'y' },
        };
      },
    });
    this.host.draw = () => html`
      <style>
        div {
          --_chart-1: var(--test-color, rgb(0, 0, 255));
          --_surface: rgb(255, 255, 255);
          block-size: 100px;
          inline-size: 200px;
        }
        canvas {
          color: var(--_chart-1);
          transition: color 1ms;
        }
      </style>
      <p>${this.chart.drawn ? 'drawn' : 'only numbers'}</p>
      ${this.hasChart ? html`<div><canvas></canvas></div>` : nothing}
    `;
  }

  async update(): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
  }

  get canvas(): HTMLCanvasElement {
    return this.host.root.querySelector('canvas') as HTMLCanvasElement;
  }

  get picture(): string {
    return this.canvas.toDataURL();
  }

  /** Whether something of this color is drawn. */
  has(color: readonly [number, number, number]): boolean {
    const { canvas } = this;
    if (canvas.width === 0) return false;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    for (let at = 0; at < pixels.length; at += 4)
      if (pixels[at + 3] === 255 && color.every((part, index) => pixels[at + index] === part)) return true;
    return false;
  }
}

const blue = [0, 0, 255] as const;
const red = [255, 0, 0] as const;

const { matchMedia } = window;

/** What a browser tells of forced colors. The test's own cannot be told to force them. */
function giveForcedColors(): EventTarget {
  const list = new EventTarget();
  window.matchMedia = (query) =>
    query.includes('forced-colors') ? (list as MediaQueryList) : matchMedia.call(window, query);
  return list;
}

async function start(): Promise<Stage> {
  const stage = new Stage();
  document.body.append(stage.host);
  await until(() => stage.host.text === 'drawn' && stage.has(blue), 'drawn');
  return stage;
}

describe('ChartController', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));
  afterEach(() => {
    window.matchMedia = matchMedia;
    document.body.replaceChildren();
    document.documentElement.style.removeProperty('--test-color');
  });

  it('draws when it comes into sight, and says so', async () => {
    const stage = new Stage();
    const screens = document.createElement('div');
    screens.style.setProperty('height', '5000px');
    document.body.append(screens, stage.host);
    await seen(screens);
    // What loads when it is in sight is here: nothing but its place keeps it from being drawn.
    await import('../../../src/controllers/chart/chart-library.js');
    await seen(screens);
    expect([stage.host.text, stage.configured]).to.deep.equal(['only numbers', 0]);
    stage.host.scrollIntoView();
    await until(() => stage.host.text === 'drawn', 'drawn');
    await until(() => stage.has(blue), 'in the color of the page');
  });

  it('draws anew when the numbers are others, and only then', async () => {
    const stage = await start();
    const { configured, picture } = stage;
    await stage.update();
    expect(stage.configured).to.equal(configured);
    stage.numbers = [5, 1];
    await stage.update();
    expect(stage.configured).to.equal(configured + 1);
    expect(stage.picture).not.to.equal(picture);
  });

  it('draws in the new colors when the page changes its theme', async () => {
    const stage = await start();
    document.documentElement.style.setProperty('--test-color', 'rgb(255, 0, 0)');
    await until(() => stage.has(red), 'the new color');
    expect(stage.has(blue)).to.equal(false);
  });

  it('draws anew when the page begins to force its colors', async () => {
    const forced = giveForcedColors();
    const stage = await start();
    const { configured } = stage;
    forced.dispatchEvent(new Event('change'));
    expect(stage.configured).to.equal(configured + 1);
  });

  it('says which bar is at a height', async () => {
    const stage = await start();
    const { top, height } = stage.canvas.getBoundingClientRect();
    const at = (share: number): number | undefined =>
      stage.chart.indexAt(new MouseEvent('click', { clientY: top + height * share }));
    expect(at(0.2)).to.equal(0);
    expect(at(0.6)).to.equal(1);
  });

  it('knows no bar before it is drawn', () => {
    const stage = new Stage();
    expect(stage.chart.indexAt(new MouseEvent('click', { clientY: 10 }))).to.equal(undefined);
  });

  it('draws on the canvas of now', async () => {
    const stage = await start();
    const before = stage.canvas;
    stage.hasChart = false;
    await stage.update();
    await stage.update();
    expect(stage.host.text).to.equal('only numbers');
    stage.hasChart = true;
    await stage.update();
    await until(() => stage.host.text === 'drawn' && stage.has(blue), 'drawn again');
    expect(stage.canvas).not.to.equal(before);
  });

  it('makes a picture of any size on the ground of the page', async () => {
    const stage = await start();
    const blob = await stage.chart.createPng({ width: 120, height: 60 }, (theme) => ({
      type: 'bar',
      data: { labels: ['E3'], datasets: [{ data: [1], backgroundColor: theme.color('assigned') }] },
    }));
    expect(blob.type).to.equal('image/png');
    const image = await createImageBitmap(blob);
    // Twice as fine as it is large, for screens and print.
    expect([image.width, image.height]).to.deep.equal([240, 120]);
    const canvas = new OffscreenCanvas(240, 120);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(image, 0, 0);
    expect([...pen.getImageData(180, 50, 1, 1).data]).to.deep.equal([...blue, 255]);
    expect([...pen.getImageData(0, 0, 1, 1).data]).to.deep.equal([255, 255, 255, 255]);
  });

  it('makes no picture where there is no chart', async () => {
    const stage = new Stage();
    const made = stage.chart.createPng({ width: 1, height: 1 }, () => ({
      type: 'bar',
      data: { datasets: [] },
    }));
    const failed = await made.then(
      () => 'made',
      (error: Error) => error.message,
    );
    expect(failed).to.equal('There is no chart to make a picture of.');
  });

  it('listens to nothing once it is off the page, and draws again when it is back', async () => {
    const forced = giveForcedColors();
    const stage = await start();
    stage.host.remove();
    expect(stage.chart.drawn).to.equal(false);
    const { configured } = stage;
    stage.canvas.dispatchEvent(new Event('transitionend'));
    forced.dispatchEvent(new Event('change'));
    expect(stage.configured).to.equal(configured);
    document.body.append(stage.host);
    await until(() => stage.configured > configured && stage.has(blue), 'drawn again');
    await until(() => stage.host.text === 'drawn', 'it says so');
    forced.dispatchEvent(new Event('change'));
    expect(stage.configured).to.equal(configured + 2);
  });
});

/** Waits until whoever watches what comes into sight was told. */
function seen(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      setTimeout(resolve);
    });
    observer.observe(element);
  });
}
