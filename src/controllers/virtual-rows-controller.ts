import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface VirtualRowsOptions<T> {
  /** All rows, now. A new array means new rows; the same array is not looked at again. */
  readonly rows: () => readonly T[];
  /** What tells one row from another, whatever its place. */
  readonly key: (row: T) => string;
  /** The element that scrolls, once it is rendered. Rows are placed absolutely in it. */
  readonly scroller: () => HTMLElement | null;
  /** Rows kept ready above and below what is seen. */
  readonly overscan?: number;
}

/** One row to render. */
export interface VirtualRow<T> {
  readonly row: T;
  readonly key: string;
  /** Place among all rows, from 0: for the attribute `data-index`, by which the row is measured. */
  readonly index: number;
  /** Place for `aria-rowindex`: the header is 1. */
  readonly ariaRowIndex: number;
  /** For `.style=`: where the row stands in its container. */
  readonly style: string;
  /** The one row that Tab reaches has 0. */
  readonly tabIndex: 0 | -1;
}

/** How high rows are until one was measured. */
const assumedRowHeightPx = 36;

/** Rows assumed to fit before the scroller was measured, so that the first render shows some. */
const assumedHeightPx = 640;

/**
 * Renders only the rows of a long list that are in sight, and moves the focus among all of them by keyboard.
 *
 * The host renders `items` with lit's `repeat`, keyed by `key`, each with `data-index` and `data-key`, inside a container
 * of `bodyStyle`; and gives `onKeydown` and `onFocusin` to the scroller. The row that has the focus stays rendered
 * wherever one scrolls, so that the focus is never lost and never jumps to another row.
 */
export class VirtualRowsController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: VirtualRowsOptions<T>;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #rows: readonly T[] = [];
  #activeKey: string | undefined;
  #activeIndex = -1;
  /** A row to focus as soon as it is rendered. */
  #focusSoon: string | undefined;
  #release: (() => void) | undefined;
  /** What those that were not measured yet are taken for. */
  #usualHeight: number | undefined;
  /** Of a header that sticks to the top of the scroller, inside it: rows are never scrolled under it. */
  #headerHeight = 0;

  constructor(host: ReactiveControllerHost, options: VirtualRowsOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.#virtualizer = new Virtualizer(this.#virtualizerOptions());
    host.addController(this);
  }

  /** The rows to render, in order. */
  get items(): readonly VirtualRow<T>[] {
    this.#follow();
    const { key } = this.#options;
    return this.#virtualizer.getVirtualItems().flatMap(({ index, start }) => {
      const row = this.#rows[index];
      if (row === undefined) return [];
      const isActive = this.#activeIndex < 0 ? index === 0 : index === this.#activeIndex;
      return {
        row,
        key: key(row),
        index,
        ariaRowIndex: index + 2,
        style: `position:absolute;inset-inline:0;inset-block-start:${start}px`,
        tabIndex: isActive ? 0 : -1,
      };
    });
  }

  /** For `.style=` of the container of the rows: as high as all rows together. */
  get bodyStyle(): string {
    this.#follow();
    return `position:relative;block-size:${this.#virtualizer.getTotalSize()}px`;
  }

  /** For `aria-rowcount`: all rows and the header. */
  get ariaRowCount(): number {
    this.#follow();
    return this.#rows.length + 1;
  }

  /** First and last row in sight, counted from 1. */
  get visibleRange(): { readonly first: number; readonly last: number } {
    this.#follow();
    this.#virtualizer.getVirtualItems();
    const { range, scrollOffset, scrollRect } = this.#virtualizer;
    if (!range) return { first: 0, last: 0 };
    const height = (scrollRect?.height ?? 0) - this.#headerHeight;
    const last = this.#virtualizer.getVirtualItemForOffset((scrollOffset ?? 0) + height - 1);
    return { first: range.startIndex + 1, last: (last?.index ?? range.endIndex) + 1 };
  }

  /** Brings a row into sight and gives it the focus. */
  focusRow(index: number): void {
    this.#follow();
    const row = this.#rows[index];
    if (row === undefined) return;
    this.#activate(this.#options.key(row), index);
    this.#focusSoon = this.#activeKey;
    // The row is rendered at once: a page in the background gets no scroll event.
    this.#virtualizer.setOptions(this.#virtualizerOptions());
    this.#virtualizer.scrollToIndex(index, { align: 'auto' });
    this.#host.requestUpdate();
  }

  /** Arrows, Page Up, Page Down, Home and End move among the rows. Keys for a field inside a row are left to it. */
  readonly onKeydown = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (from.matches('input:not([type="checkbox"]), select, textarea')) return;
    const to = this.#targetOf(event.key);
    if (to === undefined || this.#rows.length === 0) return;
    event.preventDefault();
    this.focusRow(Math.min(this.#rows.length - 1, Math.max(0, to)));
  };

  /** The row that got the focus is the one that Tab comes back to. */
  readonly onFocusin = (event: FocusEvent): void => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const index = Number(element?.dataset.index ?? -1);
    const row = this.#rows[index];
    if (row === undefined) return;
    this.#activate(this.#options.key(row), index);
    this.#host.requestUpdate();
  };

  hostConnected(): void {
    this.#release = this.#virtualizer._didMount();
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#follow();
    this.#virtualizer._willUpdate();
    const scroller = this.#options.scroller();
    if (!scroller) return;
    this.#measureUsual(scroller);
    for (const element of scroller.querySelectorAll<HTMLElement>('[data-index]'))
      this.#virtualizer.measureElement(element);
    this.#focusRendered(scroller);
  }

  hostDisconnected(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** Takes over the rows of now. The active row is followed to its new place; when it is gone, its neighbor is active. */
  #follow(): void {
    const rows = this.#options.rows();
    if (rows === this.#rows) return;
    this.#rows = rows;
    if (this.#activeKey !== undefined) {
      const { key } = this.#options;
      const index = rows.findIndex((row) => key(row) === this.#activeKey);
      const neighbor = rows[Math.min(this.#activeIndex, rows.length - 1)];
      if (index >= 0) this.#activeIndex = index;
      else if (neighbor) this.#activate(key(neighbor), Math.min(this.#activeIndex, rows.length - 1));
      else this.#activate(undefined, -1);
    }
    this.#virtualizer.setOptions(this.#virtualizerOptions());
  }

  #virtualizerOptions(): VirtualizerOptions<HTMLElement, HTMLElement> {
    const { key, scroller, overscan = 8 } = this.#options;
    const rows = this.#rows;
    const height = this.#usualHeight ?? assumedRowHeightPx;
    return {
      count: rows.length,
      getScrollElement: scroller,
      estimateSize: () => height,
      getItemKey: (index) => {
        const row = rows[index];
        return row === undefined ? index : key(row);
      },
      overscan,
      // Rows are counted from below the header: what it takes of the height is missing at the end.
      scrollPaddingEnd: this.#headerHeight,
      initialRect: { width: 0, height: assumedHeightPx },
      rangeExtractor: (range) => this.#withActive(range),
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      // Rows are rendered anew after the frame in which one was found to be higher, not within it.
      useAnimationFrameWithResizeObserver: true,
      // It may be told of within an update; the next one comes after it.
      onChange: () => queueMicrotask(() => this.#host.requestUpdate()),
    };
  }

  /** Both depend on the size of the text, which is the page's and the person's. */
  #measureUsual(scroller: HTMLElement): void {
    const header = scroller.querySelector<HTMLElement>('[aria-rowindex="1"]')?.offsetHeight ?? 0;
    const row = this.#usualHeight ?? scroller.querySelector<HTMLElement>('[data-index]')?.offsetHeight;
    if (header === this.#headerHeight && row === this.#usualHeight) return;
    this.#headerHeight = header;
    this.#usualHeight = row;
    this.#virtualizer.setOptions(this.#virtualizerOptions());
    this.#virtualizer.measure();
  }

  #withActive(range: Range): number[] {
    const indexes = defaultRangeExtractor(range);
    const active = this.#activeIndex;
    if (active < 0 || active >= range.count || indexes.includes(active)) return indexes;
    return [...indexes, active].sort((a, b) => a - b);
  }

  #activate(key: string | undefined, index: number): void {
    this.#activeKey = key;
    this.#activeIndex = index;
  }

  #targetOf(key: string): number | undefined {
    const { startIndex, endIndex } = this.#virtualizer.range ?? { startIndex: 0, endIndex: 0 };
    const page = Math.max(1, endIndex - startIndex - 1);
    const from = Math.max(0, this.#activeIndex);
    switch (key) {
      case 'ArrowDown':
        return from + 1;
      case 'ArrowUp':
        return from - 1;
      case 'PageDown':
        return from + page;
      case 'PageUp':
        return from - page;
      case 'Home':
        return 0;
      case 'End':
        return this.#rows.length - 1;
      default:
        return undefined;
    }
  }

  #focusRendered(scroller: HTMLElement): void {
    if (this.#focusSoon === undefined) return;
    const element = scroller.querySelector<HTMLElement>(`[data-key="${CSS.escape(this.#focusSoon)}"]`);
    if (!element) return;
    this.#focusSoon = undefined;
    element.focus({ preventScroll: true });
  }
}
