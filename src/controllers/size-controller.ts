import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells its host when its width passes a limit, for what container queries cannot do: another structure, not another look.
 */
export class SizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #limits: readonly number[];
  #width = Infinity;
  #observer: ResizeObserver | undefined;

  /** @param limits - widths in em, those of the container queries of the element: larger text needs more room */
  constructor(host: ReactiveControllerHost & HTMLElement, limits: readonly number[]) {
    this.#host = host;
    this.#limits = limits;
    host.addController(this);
  }

  /** Whether the content of the host is at most this wide, in em. */
  fits(limit: number): boolean {
    return this.#width <= limit;
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#take(entry.contentRect.width);
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #take(width: number): void {
    const before = this.#width;
    const now = width / Number.parseFloat(getComputedStyle(this.#host).fontSize);
    this.#width = now;
    if (this.#limits.some((limit) => before <= limit !== now <= limit)) this.#host.requestUpdate();
  }
}
