import { ContextRoot } from '@lit/context';
import { nameOf } from '../../ui/tag-names.js';
import { isFree, markOwn } from './taken.js';

/** What each element of this copy of the library is made of, by its own tag. */
const classes = new Map<string, CustomElementConstructor>();

/** A class can be registered once; another name needs a class of its own. */
const used = new WeakSet<CustomElementConstructor>();

/**
 * Registers an element under its tag, or under the name that `defineAs` gave it. That something else has the tag is told
 * on the console, once. Where another copy of this library in the same version has it, that one stays and nothing is said: elements
 * of such copies find each other's provider.
 * Also sees to it that an element which is defined before its provider is found by it later.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  attachContextRoot();
  classes.set(tag, element);
  register(tag);
}

/** Registers an element under the name that it has now, if its code is there. */
export function register(tag: string): void {
  const element = classes.get(tag);
  if (!element || !isFree(tag)) return;
  const registered = used.has(element) ? class extends element {} : element;
  used.add(registered);
  markOwn(registered, tag);
  customElements.define(nameOf(tag), registered);
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
