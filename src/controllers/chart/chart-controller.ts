import type { Chart, ChartConfiguration } from 'chart.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadCode } from '../../model/page/load-code.js';
import { ActionController, type Failure } from '../action-controller.js';
import { readChartTheme, type ChartTheme } from './chart-theme.js';

export interface ChartOptions {
  /** Where to draw, once it is rendered. */
  readonly canvas: () => HTMLCanvasElement | null;
  /** Everything that the chart depends on besides the theme. Redrawn when one of them is another. */
  readonly inputs: () => readonly unknown[];
  /** What to draw, in the colors of now. */
  readonly configure: (theme: ChartTheme) => ChartConfiguration;
}

/**
 * Draws a chart on a canvas of its host and keeps it in step with the host's data and with the page's theme.
 * The library that draws loads when the canvas comes into sight for the first time.
 */
export class ChartController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ChartOptions;
  readonly #starting: ActionController;
  #canvas: HTMLCanvasElement | undefined;
  #chart: Chart | undefined;
  #inputs: readonly unknown[] = [];
  #inSight: IntersectionObserver | undefined;
  #forced = matchMedia('(forced-colors: active)');

  constructor(host: ReactiveControllerHost, options: ChartOptions) {
    this.#host = host;
    this.#options = options;
    this.#starting = new ActionController(host);
    host.addController(this);
  }

  /** Whether the chart is drawn; until then only the table beside it tells the numbers. */
  get drawn(): boolean {
    return this.#chart !== undefined;
  }

  /** Why it could not be drawn, if that was so. */
  get failure(): Failure | undefined {
    return this.#starting.failure;
  }

  /** Which category of a chart with level bars is at the height of an event, if one is. */
  indexAt({ clientY }: MouseEvent): number | undefined {
    const scale = this.#chart?.scales['y'];
    if (!scale || !this.#canvas) return undefined;
    return scale.getValueForPixel(clientY - this.#canvas.getBoundingClientRect().top);
  }

  hostConnected(): void {
    this.#forced.addEventListener('change', this.#redraw);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const canvas = this.#options.canvas() ?? undefined;
    if (canvas !== this.#canvas) this.#moveTo(canvas);
    else if (this.#chart && this.#hasNewInputs()) this.#redraw();
  }

  hostDisconnected(): void {
    this.#forced.removeEventListener('change', this.#redraw);
    this.#moveTo(undefined);
  }

  /** The picture as a PNG, drawn anew at a fixed size. */
  async createPng(
    { width, height }: { readonly width: number; readonly height: number },
    configure: (theme: ChartTheme) => ChartConfiguration,
  ): Promise<Blob> {
    const ChartClass = await loadChart();
    const place = this.#canvas?.parentElement;
    if (!place) throw new Error('There is no chart to make a picture of.');
    const theme = readChartTheme(place);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const { options, plugins, ...rest } = configure(theme);
    const chart = new ChartClass(canvas, {
      ...rest,
      options: { ...options, responsive: false, animation: false, devicePixelRatio: 2 },
      plugins: [...(plugins ?? []), paintGround(theme.color('surface'))],
    });
    try {
      return await new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.')))),
      );
    } finally {
      chart.destroy();
    }
  }

  #moveTo(canvas: HTMLCanvasElement | undefined): void {
    this.#inSight?.disconnect();
    this.#chart?.destroy();
    this.#canvas?.removeEventListener('transitionend', this.#redraw);
    this.#chart = this.#inSight = undefined;
    this.#canvas = canvas;
    if (!canvas) return;
    // The canvas carries the theme's colors as CSS with a transition that takes no time to see: its end tells of a new theme.
    canvas.addEventListener('transitionend', this.#redraw);
    this.#inSight = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.#starting.run(() => this.#start(canvas));
    });
    this.#inSight.observe(canvas);
  }

  async #start(canvas: HTMLCanvasElement): Promise<void> {
    this.#inSight?.disconnect();
    const ChartClass = await loadChart();
    if (canvas !== this.#canvas || this.#chart) return;
    this.#hasNewInputs();
    this.#chart = new ChartClass(canvas, this.#configure(canvas));
    this.#host.requestUpdate();
  }

  readonly #redraw = (): void => {
    if (!this.#chart || !this.#canvas) return;
    const { data, options, plugins = [] } = this.#configure(this.#canvas);
    this.#chart.data = data;
    this.#chart.options = options ?? {};
    // What a configuration draws by itself is bound to its data, so it has to go with it.
    this.#chart.config.plugins?.splice(0, Infinity, ...plugins);
    this.#chart.update(options?.animation ? undefined : 'none');
  };

  #configure(canvas: HTMLCanvasElement): ChartConfiguration {
    const theme = readChartTheme(canvas.parentElement ?? canvas);
    const configuration = this.#options.configure(theme);
    return {
      ...configuration,
      plugins: [...(configuration.plugins ?? [])],
      options: { ...configuration.options, animation: theme.motion ? { duration: 200 } : false },
    };
  }

  #hasNewInputs(): boolean {
    const inputs = this.#options.inputs();
    const before = this.#inputs;
    this.#inputs = inputs;
    return inputs.length !== before.length || inputs.some((input, index) => input !== before[index]);
  }
}

async function loadChart(): Promise<typeof Chart> {
  return (await loadCode(() => import('./chart-library.js'))).registerChart();
}

function paintGround(color: string) {
  return {
    id: 'ground',
    beforeDraw({ ctx, canvas }: Chart): void {
      ctx.save();
      ctx.fillStyle = color;
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      ctx.restore();
    },
  };
}
