import { ContextRoot } from '@lit/context';

/**
 * Registers an element unless the tag is taken (by another copy of this library, say).
 * Also sees to it that an element which is defined before its provider is found by it later.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  attachContextRoot();
  if (!customElements.get(tag)) customElements.define(tag, element);
}

const attached = Symbol.for('o365-provisioning-elements/context-root');

/** One per page, however many copies of the library there are. On a server there is no page. */
function attachContextRoot(): void {
  if (typeof document === 'undefined') return;
  const root = document.documentElement as HTMLElement & { [attached]?: ContextRoot };
  if (root[attached]) return;
  root[attached] = new ContextRoot();
  root[attached].attach(root);
}
