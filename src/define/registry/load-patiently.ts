import { emit } from '../../events.js';
import { toProvisioningError } from '../../model/errors.js';
import { tellDeveloper } from '../../model/page/tell-developer.js';
import { nameOf } from '../../ui/tag-names.js';
import type { ElementTag } from './element-tags.js';
import { load } from './loaders.js';

const loading = new Map<ElementTag, Promise<void>>();

/** Between attempts, in milliseconds; the page being online again ends a pause. */
const pauses = [1_000, 5_000, 20_000, 60_000];

/** Loads an element; where its code does not arrive, tries again some times, and then says so on the console. */
export function loadPatiently(tag: ElementTag): Promise<void> {
  const known = loading.get(tag);
  if (known) return known;
  const started = loadInTurns(tag).finally(() => loading.delete(tag));
  loading.set(tag, started);
  return started;
}

async function loadInTurns(tag: ElementTag, [pause, ...later] = pauses): Promise<void> {
  try {
    await load(tag);
  } catch (error) {
    if (pause === undefined) return tellMissing(tag, error);
    await waitOrOnline(pause);
    await loadInTurns(tag, later);
  }
}

function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
  });
}

/** On the console, and to the page, by the elements that are not there. */
function tellMissing(tag: ElementTag, error: unknown): void {
  const { code, message } = toProvisioningError(error);
  for (const element of document.querySelectorAll(nameOf(tag)))
    emit(element, 'o365-error', { code, message, element: element.localName });
  tellDeveloper(`The code of ${tag} did not arrive. Reload the page.`, error);
}
