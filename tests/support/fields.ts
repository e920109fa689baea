import { walk } from './find.js';

/** The field with this label below a node: by `aria-label`, or by the label around it. Throws when there is none. */
export function field<T extends HTMLElement = HTMLInputElement>(root: ParentNode, label: string): T {
  const names: string[] = [];
  for (const element of walk(root)) {
    if (!(element instanceof HTMLElement) || !element.matches('input, select, textarea')) continue;
    const name = nameOf(element as HTMLInputElement);
    if (name === label) return element as T;
    names.push(name);
  }
  throw new Error(`No field is labeled ${label}, but: ${names.join(' | ')}`);
}

/** The radio button or check box of this name inside the group of that name. */
export function choice(root: ParentNode, group: string, label: string): HTMLInputElement {
  for (const element of walk(root))
    if (element instanceof HTMLFieldSetElement && fold(element.querySelector('legend')) === group)
      return field(element, label);
  throw new Error(`There is no group named ${group}`);
}

/** Replaces what stands in a field, as typing does. */
export function type(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Presses a key on whatever has the focus; returns whether the page left it to the browser. */
export function press(target: Element, key: string, init: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
}

/** The element that has the focus, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function nameOf(input: HTMLInputElement): string {
  const own = input.getAttribute('aria-label');
  if (own !== null) return own;
  const label = input.labels?.[0];
  if (!label) return '';
  const words = label.cloneNode(true) as HTMLElement;
  // A label may hold its field, and advice besides the name.
  for (const part of words.querySelectorAll('input, select, textarea, .part-number, .field-error'))
    part.remove();
  return fold(words);
}

function fold(element: Element | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
