/** All elements of a page that have the same question, of which one asks it. The others point to that one. */
export class Askers {
  readonly #onChange: () => void;
  /** Each with whether it asks before all that do not. */
  readonly #elements = new Map<HTMLElement, boolean>();
  #asker: HTMLElement | undefined;

  /** @param onChange - another one asks: whoever asked before is to be drawn anew */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /**
   * Which element asks: the uppermost in sight.
   *
   * @param element - one that has nothing to show before the question is answered
   * @param isFirst - whether the question is its own, wherever on the page it is
   */
  find(element: HTMLElement, isFirst = false): HTMLElement {
    this.#elements.set(element, isFirst);
    return this.#choose() ?? element;
  }

  /** The element is on the page no more. */
  leave(element: HTMLElement): void {
    if (this.#elements.delete(element)) this.#choose();
  }

  #choose(): HTMLElement | undefined {
    const [asker] = [...this.#elements.keys()].sort(
      (one, other) => this.#rank(one) - this.#rank(other) || topOf(one) - topOf(other),
    );
    if (asker !== this.#asker) {
      this.#asker = asker;
      // Not while an element is drawn.
      queueMicrotask(this.#onChange);
    }
    return asker;
  }

  #rank(element: HTMLElement): number {
    if (!element.checkVisibility()) return 2;
    return this.#elements.get(element) ? 0 : 1;
  }
}

function topOf(element: HTMLElement): number {
  return element.getBoundingClientRect().top;
}
