import type { ReactiveControllerHost } from 'lit';
import { emit } from '../events.js';
import { toProvisioningError } from '../model/errors.js';

const told = new WeakMap<EventTarget, WeakSet<object>>();

/** Tells the page why something failed, once for each element that shows it, when it is shown. */
export function tellError(host: ReactiveControllerHost, thrown: unknown): void {
  if (!isElement(host)) return;
  const error = toProvisioningError(thrown);
  const known = told.get(host) ?? new WeakSet();
  const failure = thrown instanceof Error ? thrown : error;
  if (error.code === 'cancelled' || known.has(failure)) return;
  told.set(host, known.add(failure));
  const { code, message } = error;
  void host.updateComplete.then(() => emit(host, 'o365-error', { code, message, element: host.localName }));
}

const ready = new WeakSet<EventTarget>();

/** Tells the page, once, that an element shows what it is for: no longer that it loads, or what keeps it from that. */
export function tellReady(host: ReactiveControllerHost & HTMLElement): void {
  if (ready.has(host) || host.shadowRoot?.querySelector('.skeleton, [part~="state"][role]')) return;
  ready.add(host);
  void host.updateComplete.then(() => emit(host, 'o365-ready', { element: host.localName }));
}

/** Not everything that has controllers is in a page. */
function isElement(host: ReactiveControllerHost): host is ReactiveControllerHost & HTMLElement {
  return host instanceof EventTarget;
}
