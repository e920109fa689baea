import type { ReactiveController, ReactiveControllerHost } from 'lit';

const focusable = 'button, input, select, textarea, a[href], summary, [tabindex]';

/** Where something was: below this parent, at this place among its children. */
interface Place {
  readonly parent: ParentNode & Node;
  readonly index: number;
}

/**
 * Keeps the focus in its host when an update removes or moves what has it: the same node where it is still there, else
 * what stands in its place now, or the nearest thing to it. Focus that was elsewhere is left alone.
 */
export class KeepFocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #focused: HTMLElement | undefined;
  #places: readonly Place[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#active;
    // Still lost: what was there meanwhile, e.g. a skeleton, could not take the focus.
    if (!focused && this.#focused && document.activeElement === document.body) return;
    this.#focused = focused;
    this.#places = focused ? listPlaces(focused) : [];
  }

  hostUpdated(): void {
    if (this.#focused && !this.#active) this.#restore(this.#focused);
    if (this.#active) this.#focused = undefined;
  }

  #restore(focused: HTMLElement): void {
    if (this.#take(focused)) return;
    for (const { parent, index } of this.#places) {
      if (!parent.isConnected) continue;
      const children = [...parent.children];
      for (const child of [...children.slice(index), ...children.slice(0, index).reverse()])
        if (this.#take(child)) return;
    }
  }

  /** Focuses the element or the first in it that takes the focus. */
  #take(element: Element): boolean {
    for (const candidate of [element, ...element.querySelectorAll(focusable)]) {
      if (candidate instanceof HTMLElement && candidate.matches(focusable)) candidate.focus();
      if (this.#active) return true;
    }
    return false;
  }

  get #active(): HTMLElement | undefined {
    const active = this.#host.shadowRoot?.activeElement;
    return active instanceof HTMLElement ? active : undefined;
  }
}

/** From the inside out. */
function listPlaces(element: Element): Place[] {
  const places: Place[] = [];
  for (let child = element, parent = child.parentNode; parent; parent = child.parentNode) {
    places.push({ parent, index: [...parent.children].indexOf(child) });
    if (!(parent instanceof Element)) break;
    child = parent;
  }
  return places;
}
